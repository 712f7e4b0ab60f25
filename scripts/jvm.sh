# How Davit's two programs are started: the server in mounts of its own, and the command. Sourced by ./davit.
#
# The first start after a build is remembered in an ahead-of-time cache (JEP 483, JEP 514), which halves the later ones.

readonly SERVER_CACHE="${DISTRIBUTION}/server.aot"
readonly CLI_CACHE="${DISTRIBUTION}/cli.aot"
readonly TRIED="${DISTRIBUTION}/.remembered"
readonly SERVER_JVM=(-Xmx320m -XX:+ExitOnOutOfMemoryError)
readonly CLI_JVM=(-XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow)
readonly READY="^davit is ready at "

# jvm OPTION... CLASS ARGUMENT...: becomes the program. The cache holds for this class path and these options only.
# picocli comes first because its classes are too old for the cache, and are looked for in one jar after the other.
jvm() {
    local libraries=("${DISTRIBUTION}"/lib/picocli-*.jar "${DISTRIBUTION}"/lib/*.jar) class_path
    class_path=$(IFS=: && echo "${libraries[*]}")
    exec "${wrapper[@]}" "${JAVA_HOME}/bin/java" -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr \
        --enable-native-access=ALL-UNNAMED -Ddavit.home="${DAVIT_HOME}" -cp "${class_path}" "$@"
}

run_command() {
    local wrapper=() cache=()
    is_remembered && cache=(-XX:AOTCache="${CLI_CACHE}")
    jvm "${cache[@]}" "${CLI_JVM[@]}" davit.cli.Main "$@"
}

run_server() {
    local option wrapper=() cache=()
    is_remembered && cache=(-XX:AOTCache="${SERVER_CACHE}")
    for option in "$@"; do
        case "${option}" in
            --help | -h | --version | -V) jvm "${SERVER_JVM[@]}" davit.server.Main "$@" ;;
            --detach) serve_detached "$@" && return ;;
        esac
    done
    serve "${cache[@]}" "${SERVER_JVM[@]}" davit.server.Main "$@"
}

# serve OPTION... CLASS ARGUMENT...: in mounts of its own, so that whatever it mounts ends with it. crun refuses cgroup2
# beside cgroup1.
serve() {
    # shellcheck disable=SC2016
    wrapper+=(unshare --mount --propagation private -- sh -c '
        if [ -f /sys/fs/cgroup/unified/cgroup.procs ]; then umount /sys/fs/cgroup/unified; fi
        exec "$@"' davit)
    jvm "$@"
}

# Starts the server in a session of its own, and returns when it is ready or has failed.
serve_detached() {
    local folder log server status=0 wrapper=(setsid)
    folder="$(data_folder "$@")/logs"
    mkdir -p "${folder}" || die "the folder ${folder} cannot be made"
    log="${folder}/server.log.$$"
    (serve "${cache[@]}" "${SERVER_JVM[@]}" davit.server.Main "$@") </dev/null >"${log}" 2>&1 &
    server=$!
    # shellcheck disable=SC2064
    trap "kill ${server}" INT TERM
    await_ready "${server}" "${log}" || status=$?
    trap - INT TERM
    if ((status != 0)); then
        cat "${log}" >&2
        rm -f "${log}"
        rmdir --ignore-fail-on-non-empty "${folder}"
        exit "${status}"
    fi
    mv "${log}" "${folder}/server.log"
    grep "${READY}" "${folder}/server.log"
}

# await_ready PROCESS LOG: until the process says that it is ready, or ends, which gives its exit status.
await_ready() {
    local patience=$((SECONDS + 60))
    until grep -qs "${READY}" "$2"; do
        if ! kill -0 "$1" 2>/dev/null; then
            wait "$1"
            return
        fi
        if ((SECONDS > patience)); then
            echo "davit: the server was not ready after a minute" >>"$2"
            kill "$1"
            return 1
        fi
        sleep 0.01
    done
}

# What --data of `davit server` says.
data_folder() {
    local data=${DAVIT_DATA:-${HOME}/.davit}
    while (($# > 0)); do
        case "$1" in
            --data) data=${2:-} ;;
            --data=*) data=${1#--data=} ;;
        esac
        shift
    done
    echo "${data}"
}

# Starts both programs once and remembers the classes that they loaded, if that was not tried since the build.
remember_start() {
    is_tried && return
    exec {training}>"${DISTRIBUTION}/.lock"
    flock "${training}"
    is_tried || train
    exec {training}>&-
}

train() {
    local data log server wrapper=()
    rm -f "${SERVER_CACHE}" "${CLI_CACHE}"
    data=$(mktemp -d)
    log="${data}.log" # not in the folder, which must be empty
    (serve -XX:AOTCacheOutput="${SERVER_CACHE}" "${SERVER_JVM[@]}" davit.server.Main --port 0 --data "${data}") \
        </dev/null >"${log}" 2>&1 &
    server=$!
    if await_ready "${server}" "${log}"; then
        # It fails, for there is no such function; that it asks for one is what counts.
        (jvm -XX:AOTCacheOutput="${CLI_CACHE}" "${CLI_JVM[@]}" davit.cli.Main invoke none --data "${data}") \
            >/dev/null 2>&1 || true
        kill "${server}"
    fi
    wait "${server}" || true
    touch "${TRIED}"
    is_remembered || echo "davit: starts stay slow, for the first could not be remembered: $(head -n 1 "${log}")" >&2
    rm -rf "${data}" "${log}"
}

is_tried() {
    [[ -e "${TRIED}" && -z "$(find "${DISTRIBUTION}/lib" -newer "${TRIED}" -print -quit)" ]]
}

is_remembered() {
    [[ -e "${SERVER_CACHE}" && -e "${CLI_CACHE}" ]] && is_tried
}
