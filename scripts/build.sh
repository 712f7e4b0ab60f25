# Builds Davit when its sources are newer than what was built. Sourced by ./davit.

readonly DISTRIBUTION="${DAVIT_HOME}/cli/target/davit"
readonly BUILT="${DISTRIBUTION}/.built"

# Builds if a source was changed, added or removed since; silent when there is nothing to do.
build() {
    is_current && return
    require_packages build
    mkdir -p "${DISTRIBUTION}"
    exec {lock}>"${DISTRIBUTION}/.lock"
    flock "${lock}"
    is_current || build_now
    exec {lock}>&-
}

build_now() {
    echo "davit: building (once; a minute or two)" >&2
    local log
    log=$(mktemp)
    rm -f "${BUILT}"
    if ! (cd "${DAVIT_HOME}" && ./mvnw -q -B -DskipTests -Dspotless.check.skip -Dcheckstyle.skip package) >"${log}" 2>&1; then
        tail -n 40 "${log}" >&2
        rm -f "${log}"
        die "the build failed"
    fi
    rm -f "${log}"
    touch "${BUILT}"
}

is_current() {
    [[ -e "${BUILT}" ]] || return 1
    local changed
    changed=$(cd "${DAVIT_HOME}" && find pom.xml ./*/pom.xml ./*/src/main -newer "${BUILT}" -print -quit)
    [[ -z "${changed}" ]]
}
