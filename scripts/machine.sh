# What the machine must have: found, installed by the ordinary package manager, or named in one line. Sourced by ./davit.

# Packages of Debian and Ubuntu by what they are for. Each word: PROGRAM=PACKAGE, where PROGRAM is looked for first.
readonly BUILD_PACKAGES="mvn=maven gcc=gcc libc6-dev=libc6-dev"
readonly RUN_PACKAGES="buildah=buildah mkfs.ext4=e2fsprogs unshare=util-linux setsid=util-linux ip=iproute2 mmdebstrap=mmdebstrap debian-archive-keyring=debian-archive-keyring"
readonly PROGRAM_PACKAGES="node=nodejs npm=npm python3=python3 python3-venv=python3-venv pip3=python3-pip"
readonly TEST_PACKAGES="crun=crun nft=nftables skopeo=skopeo busybox=busybox-static"

die() {
    echo "davit: $*" >&2
    exit 1
}

# Sets JAVA_HOME to a JDK 25: the caller's, one in the usual folders, or the package's.
require_java() {
    find_java && return
    install_packages openjdk-25-jdk-headless || true
    find_java || die "JDK 25 was not found: install one (package openjdk-25-jdk or temurin-25-jdk) or set JAVA_HOME to it"
}

find_java() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/java/*25* /opt/jdk-25* "${HOME}"/.sdkman/candidates/java/25*; do
        if [[ -x "${candidate}/bin/javac" ]] && grep -qs '^JAVA_VERSION="25' "${candidate}/release"; then
            export JAVA_HOME="${candidate}"
            return 0
        fi
    done
    return 1
}

# require_packages build|run|demo|test: what the purpose needs; all but building need Linux and root.
require_packages() {
    local purpose=$1 wanted missing=() word
    case "${purpose}" in
        build) wanted="${BUILD_PACKAGES}" ;;
        run) wanted="${RUN_PACKAGES}" ;;
        demo) wanted="${RUN_PACKAGES} ${PROGRAM_PACKAGES}" ;;
        test) wanted="${BUILD_PACKAGES} ${RUN_PACKAGES} ${PROGRAM_PACKAGES} ${TEST_PACKAGES}" ;;
    esac
    if [[ "${purpose}" != build && "$(uname -s)" != Linux ]]; then
        die "sandboxes are made of Linux namespaces: run Davit on Linux, or in a Linux virtual machine"
    fi
    for word in ${wanted}; do
        has "${word%%=*}" || missing+=("${word##*=}")
    done
    if ((${#missing[@]} > 0)); then
        mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
        install_packages "${missing[@]}" || die "missing: ${missing[*]} (install these packages)"
    fi
    if [[ "${purpose}" != build ]] && ((EUID != 0)); then
        die "sandboxes need root: run it with sudo"
    fi
    require_java
}

has() {
    case "$1" in
        libc6-dev) [[ -e /usr/include/stdlib.h ]] ;;
        debian-archive-keyring) [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] ;;
        python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
        *) command -v "$1" >/dev/null || [[ -x "/usr/sbin/$1" || -x "/sbin/$1" ]] ;;
    esac
}

install_packages() {
    command -v apt-get >/dev/null || die "missing: $* (install them by this system's package manager)"
    ((EUID == 0)) || die "missing: $* (as root: apt-get install $*)"
    echo "davit: installing $*" >&2
    export DEBIAN_FRONTEND=noninteractive
    local log
    log=$(mktemp)
    if ! { apt-get -q update && apt-get -qy install --no-install-recommends "$@"; } >"${log}" 2>&1; then
        tail -n 5 "${log}" >&2
        rm -f "${log}"
        return 1
    fi
    rm -f "${log}"
}
