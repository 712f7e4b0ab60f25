// Stands in for the http mode of OpenFaaS's of-watchdog, where that cannot be built: the same libraries and the same
// steps a call (a request with a timeout to the function's own HTTP server over a kept connection, headers and body
// copied, a line logged), and nothing of the rest.
//
//	watchdog PORT UPSTREAM_PORT
package main

import (
	"context"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	upstream := "http://127.0.0.1:" + os.Args[2]
	client := http.Client{Transport: &http.Transport{MaxIdleConns: 100, MaxIdleConnsPerHost: 100}}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		ctx, cancel := context.WithTimeout(r.Context(), 10*time.Second)
		defer cancel()
		request, err := http.NewRequestWithContext(ctx, r.Method, upstream+r.URL.Path, r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		request.Header = r.Header.Clone()
		request.ContentLength = r.ContentLength
		answer, err := client.Do(request)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		for name, values := range answer.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.StatusCode)
		io.Copy(w, answer.Body)
		log.Printf("%s %s - %s - ContentLength: %d (%s)", r.Method, r.RequestURI, answer.Status, answer.ContentLength, time.Since(begun))
	})))
}
