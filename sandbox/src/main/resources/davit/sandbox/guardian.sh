# Ends the sandboxes of a server that was killed: waits until the server's end of its standard input closes, and then
# kills whatever is still in the cgroups below the given ones. A server that was closed has left nothing there.
#
#   sh -c SCRIPT davit-guardian DIRECTORY...
#
# The directories are those of one cgroup in its hierarchies, one with v2 and several with v1.
trap '' HUP INT QUIT TERM

while read -r _; do
    :
done

end() {
    # A frozen process of v1 dies only once it is thawed; of what forks meanwhile the next round finds more.
    for directory in "$@"; do
        for group in "$directory"/*/; do
            if [ -e "$group/cgroup.kill" ]; then
                echo 1 >"$group/cgroup.kill"
            elif [ -e "$group/cgroup.procs" ]; then
                while read -r process; do
                    kill -9 "$process"
                done <"$group/cgroup.procs"
            fi
            if [ -e "$group/freezer.state" ]; then
                echo THAWED >"$group/freezer.state"
            fi
        done
    done
}

remove() {
    for directory in "$@"; do
        if [ -d "$directory" ]; then
            # Without groups below it the pattern stands for itself, which is no failure.
            rmdir "$directory"/*/
            rmdir "$directory" || return 1
        fi
    done
}

for _ in 1 2 3 4 5 6 7 8 9 10; do
    end "$@" 2>/dev/null
    if remove "$@" 2>/dev/null; then
        break
    fi
    sleep 0.2
done
