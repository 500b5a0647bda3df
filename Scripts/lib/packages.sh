# shellcheck shell=bash
# The Debian 12 packages that Reel needs, and how they get here. This is the one place that lists them.
# Sourced by the other scripts; $program is the name that they speak under.

# shellcheck disable=SC2034 # used by whoever sources this
packages_to_build=(
    libc6-dev libstdc++-12-dev binutils
    libavcodec-dev libavutil-dev libswresample-dev libyuv-dev libturbojpeg0-dev libv4l-dev libpulse-dev
)

# shellcheck disable=SC2034
packages_to_test=(
    ffmpeg pulseaudio pulseaudio-utils v4l-utils sox mediainfo gstreamer1.0-tools gstreamer1.0-plugins-good
    pipewire pipewire-bin pipewire-pulse wireplumber dbus-daemon gcc util-linux shellcheck
)

# shellcheck disable=SC2034
packages_to_bench=(ffmpeg python3)

# Says a sentence on standard error.
say() { printf '%s: %s\n' "${program:?}" "$*" >&2; }

# Says a sentence and ends with a status.
fail() {
    local status=$1
    shift
    say "$*"
    exit "$status"
}

# Prints those of the named packages that are not installed, one a line.
missing_packages() {
    local package state
    for package in "$@"; do
        state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || state=
        [ "$state" = installed ] || printf '%s\n' "$package"
    done
}

# Installs those of the named packages that are not here yet; ends the script when that cannot be.
require_packages() {
    local -a missing as_root=()
    command -v dpkg-query >/dev/null ||
        fail 127 "this is no Debian system; Reel is built on Debian 12, with its packages: $*"
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0

    local command="apt-get install --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            fail 4 "some Debian packages are missing. As root, please run: $command"
        as_root=(sudo)
        say "some Debian packages are missing, and installing them needs root. sudo may ask for your password for: $command"
    else
        say "installing missing Debian packages: ${missing[*]}"
    fi
    local log
    log=$(mktemp)
    # Standard input may be somebody's sound: it is not apt's to read. sudo asks on the terminal itself.
    if ! install_quietly "$log" "${missing[@]}"; then
        cat "$log" >&2
        rm -f "$log"
        fail 70 "the packages could not be installed (see above). By hand: ${as_root[*]:+sudo }$command"
    fi
    rm -f "$log"
}

# apt-get install; where the lists know a package not, or not any more, they are fetched first. Uses $as_root.
install_quietly() {
    local log=$1
    shift
    apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y "$@" </dev/null >>"$log" 2>&1; }
    apt_get install --no-install-recommends "$@" && return
    apt_get update && apt_get install --no-install-recommends "$@"
}

# Ends the script when there is no Swift toolchain that can build Reel.
require_swift() {
    command -v swift >/dev/null ||
        fail 127 "there is no Swift toolchain here. Install Swift 6.3 for Debian 12 (https://www.swift.org/install/linux) and put its usr/bin into PATH."
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p')
    if [ "$(printf '%s\n' 6.3 "$version" | sort -V | head -n 1)" != 6.3 ]; then
        fail 127 "Reel needs Swift 6.3 or later; the swift in PATH is ${version:-of an unknown version} ($(command -v swift))."
    fi
}
