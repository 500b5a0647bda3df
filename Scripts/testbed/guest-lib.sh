# shellcheck shell=bash
# Functions for command files of v4l2-testbed; source it with:  . /run/testbed/guest-lib.sh
#
# They print what the caller needs (a node, a process id, a source) on stdout, explain a failure on stderr and return
# 1, so that `node=$(camera_webcam)` under `set -e` stops there. Every wait is bounded.
#
#   wait_until SECONDS COMMAND [ARG...]            until COMMAND succeeds
#   camera_webcam [NODE_TYPES [COUNT]]             vivid as webcam(s); prints the capture nodes, one per line
#   camera_hdmi WIDTH HEIGHT FPS                   vivid as HDMI input with that mode; prints the node
#   camera_mode NODE WIDTH HEIGHT FPS              sets that mode; again after camera_replug, which forgets it
#   camera_unplug, camera_replug                   all vivid cameras; replug prints the nodes
#   camera_break NODE dead|fatal|corrupt|qbuf|drop [PERCENT]
#   loopback_camera LABEL [LABEL...]               v4l2loopback cameras; prints the nodes, one per line
#   feed_camera NODE yuyv|mjpeg WIDTH HEIGHT FPS [FILE]   a moving test pattern, or FILE in a loop; prints the process
#   stop PROCESS                                   ends a feeder or a tone; for a reader of the node that is a stall
#   sound_server                                   PulseAudio with the sink "speaker"; prints its monitor source
#   microphone NAME                                a source called NAME that hears what is played on NAME_input
#   microphone_unplug NAME
#   tone SINK [HERTZ]                              plays a sine; prints the process
#   sound_card aloop|dummy                         an ALSA card; prints its name
#   power_cut [STATUS]                             stops the guest at once; run then exits with STATUS

complain() {
    echo "guest-lib: $*" >&2
    return 1
}

wait_until() {
    local seconds=$1 attempt
    shift
    for ((attempt = 0; attempt < seconds * 20; attempt++)); do
        if "$@"; then return 0; fi
        sleep 0.05
    done
    complain "waited $seconds s in vain for: $*"
}

# ------------------------------------------------------------------------------------------------------- cameras

# video_nodes PATTERN: nodes whose device path and name match "path name", lowest number first.
video_nodes() {
    local entry identity
    for entry in $(printf '%s\n' /sys/class/video4linux/video* | sort -V); do
        [[ -e $entry/name ]] || continue
        identity="$(readlink -f "$entry") $(<"$entry/name")"
        # shellcheck disable=SC2053 # a pattern on purpose
        if [[ $identity == $1 && -c /dev/${entry##*/} ]]; then echo "/dev/${entry##*/}"; fi
    done
}

vivid_nodes() { video_nodes '* vivid-*-vid-cap'; }
loopback_nodes() { video_nodes '/sys/devices/virtual/*'; }

# has_nodes FUNCTION COUNT
has_nodes() { [[ $("$1" | wc -l) -ge $2 ]]; }
has_no_nodes() { [[ -z $("$1") ]]; }

# repeated VALUE COUNT: VALUE,VALUE,... as module parameters want it.
repeated() {
    local list=$1 more
    for ((more = 1; more < $2; more++)); do list+=,$1; done
    echo "$list"
}

# load_vivid NODE_TYPES INPUT_TYPE COUNT
load_vivid() {
    [[ ! -d /sys/module/vivid ]] || complain 'vivid makes all its cameras when it is loaded, and it is loaded' || return
    modprobe vivid n_devs="$3" node_types="$(repeated "$1" "$3")" num_inputs="$(repeated 1 "$3")" \
        input_types="$(repeated "$2" "$3")" || return
    wait_until 5 has_nodes vivid_nodes "$3"
}

# NODE_TYPES is vivid's bit mask; 0x1 is video capture alone, 0x8001 adds a metadata node, say.
camera_webcam() {
    load_vivid "${1:-0x1}" 0 "${2:-1}" && vivid_nodes
}

camera_hdmi() {
    local node
    load_vivid 0x1 3 1 || return
    node=$(vivid_nodes)
    camera_mode "$node" "$@" && echo "$node"
}

camera_mode() {
    local node=$1 width=$2 height=$3 fps=$4 clock=74250000 front line frame vertical synced got
    # The rate comes from standard timings (CTA-861): vivid takes only timings it knows, and computed ones would
    # round the pixel clock and thereby the rate. The size comes from vivid's scaler.
    if ((width <= 1280 && height <= 720)); then
        line=1280 frame=720 vertical=vfp=5,vs=5,vbp=20 synced=hs=40,hbp=220
        case $fps in
        24) clock=59400000 front=1760 ;;
        25) front=2420 ;;
        30) front=1760 ;;
        50) front=440 ;;
        60) front=110 ;;
        esac
    else
        line=1920 frame=1080 vertical=vfp=4,vs=5,vbp=36 synced=hs=44,hbp=148
        case $fps in
        24) front=638 ;;
        25) front=528 ;;
        30) front=88 ;;
        50) clock=148500000 front=528 ;;
        60) clock=148500000 front=88 ;;
        esac
    fi
    [[ -n ${front-} ]] || complain "an HDMI camera has 24, 25, 30, 50 or 60 frames a second, not $fps" || return
    v4l2-ctl -d "$node" --set-dv-bt-timings \
        "width=$line,height=$frame,interlaced=0,polarities=3,pixelclock=$clock,hfp=$front,$synced,$vertical" \
        --set-fmt-video "width=$width,height=$height,pixelformat=YUYV" >/dev/null || return
    got=$(v4l2-ctl -d "$node" --get-fmt-video --get-parm)
    [[ $got == *"$width/$height"*"Frames per second: $fps.000"* ]] || complain "$node did not take ${width}x$height at $fps: $got"
}

vivid_driver=/sys/bus/platform/drivers/vivid

camera_unplug() {
    echo vivid.0 >"$vivid_driver/unbind" && wait_until 5 has_no_nodes vivid_nodes
}

camera_replug() {
    echo vivid.0 >"$vivid_driver/bind" && wait_until 5 has_nodes vivid_nodes 1 && vivid_nodes
}

camera_break() {
    local control
    case $2 in
    dead) control=disconnect=1 ;;
    fatal) control=inject_fatal_streaming_error=1 ;;
    corrupt) control=inject_v4l2_buf_flag_error=1 ;;
    qbuf) control=inject_vidioc_qbuf_error=1 ;;
    drop) control=percentage_of_dropped_buffers=${3:-30} ;;
    *) complain "a camera cannot break like \"$2\"" || return ;;
    esac
    v4l2-ctl -d "$1" -c "$control"
}

loopback_camera() {
    local labels
    [[ ! -d /sys/module/v4l2loopback ]] ||
        complain 'v4l2loopback makes all its cameras when it is loaded, and it is loaded' || return
    labels=$(printf '%s,' "$@")
    # exclusive_caps: a capture device while it is fed, as a camera is, and not an output at the same time.
    modprobe v4l2loopback devices=$# exclusive_caps="$(repeated 1 $#)" card_label="${labels%,}" || return
    wait_until 5 has_nodes loopback_nodes $# && loopback_nodes
}

# delivers NODE PROCESS FOURCC: a loopback node turns into a capture device with its feeder's first frame.
delivers() {
    kill -0 "$2" 2>/dev/null || return 0
    v4l2-ctl -d "$1" --get-fmt-video 2>/dev/null | grep -q "'$3'"
}

feed_camera() {
    local node=$1 kind=$2 size=$3x$4 fps=$5 file=${6-} fourcc process input output
    local log=/run/feeder-${node##*/}.log
    case $kind in
    yuyv) fourcc=YUYV output=(-c:v rawvideo -pix_fmt yuyv422) ;;
    mjpeg) fourcc=MJPG output=(-c:v mjpeg -q:v 5 -pix_fmt yuvj422p) ;;
    *) complain "a camera is fed with yuyv or mjpeg, not \"$kind\"" || return ;;
    esac
    if [[ -n $file ]]; then
        # Paced after the loop, by frame numbers: -re stands still for a while at every turn.
        input=(-stream_loop -1 -i "$file" -vf "scale=${size/x/:},fps=$fps,setpts=N/($fps*TB),realtime")
    else
        input=(-re -f lavfi -i "testsrc2=size=$size:rate=$fps")
    fi
    # Not the caller's stdout: inside $( ) that would keep the caller waiting for the feeder's end.
    ffmpeg -nostdin -loglevel warning "${input[@]}" -an "${output[@]}" -threads 1 -f v4l2 "$node" \
        </dev/null >"$log" 2>&1 &
    process=$!
    wait_until 10 delivers "$node" "$process" "$fourcc" || { stop "$process"; return 1; }
    kill -0 "$process" 2>/dev/null || complain "the feeder of $node ended: $(<"$log")" || return
    echo "$process"
}

has_ended() { ! kill -0 "$1" 2>/dev/null; }

stop() {
    # SIGKILL, because SIGTERM lets ffmpeg finish its output.
    kill -KILL "$1" 2>/dev/null
    wait_until 5 has_ended "$1"
}

# --------------------------------------------------------------------------------------------------------- sound

sound_answers() { pactl info >/dev/null 2>&1; }

sound_server() {
    # Only what is loaded here: the distribution's start-up file wants D-Bus, udev and a user's session.
    pulseaudio -n --daemonize=yes --exit-idle-time=-1 --log-target=newfile:/run/pulseaudio.log \
        --load=module-native-protocol-unix \
        --load='module-null-sink sink_name=speaker rate=48000 sink_properties=device.description=Speaker' \
        </dev/null >/dev/null 2>&1
    wait_until 10 sound_answers || complain "PulseAudio does not answer: $(cat /run/pulseaudio.log*)" || return
    pactl set-default-sink speaker && echo speaker.monitor
}

# Many programs leave monitors out of their list of microphones, so this one is an ordinary source.
microphone() {
    pactl load-module module-null-sink "sink_name=$1_input" rate=48000 >/dev/null &&
        pactl load-module module-remap-source "source_name=$1" "master=$1_input.monitor" \
            "source_properties=device.description=$1" >/dev/null
}

microphone_unplug() {
    local module
    module=$(pactl list short modules |
        awk -F '\t' -v argument="source_name=$1" '$2 == "module-remap-source" && index($3 " ", argument " ") {print $1}')
    [[ -n $module ]] || complain "there is no microphone \"$1\"" || return
    pactl unload-module "$module"
}

tone() {
    local process
    ffmpeg -nostdin -loglevel error -re -f lavfi -i "sine=frequency=${2:-440}:sample_rate=48000" -f pulse -device "$1" \
        tone </dev/null >/run/tone.log 2>&1 &
    process=$!
    wait_until 10 plays "$process" || return
    kill -0 "$process" 2>/dev/null || complain "the tone ended: $(</run/tone.log)" || return
    echo "$process"
}

# plays PROCESS: its stream has reached the server (or the process has ended).
plays() { has_ended "$1" || pactl list sink-inputs | grep -q "application.process.id = \"$1\""; }

sound_card() {
    local card
    case $1 in
    aloop) card=Loopback ;;
    dummy) card=Dummy ;;
    *) complain "there is no sound card \"$1\"" || return ;;
    esac
    modprobe "snd-$1" && wait_until 5 test -d "/proc/asound/$card" && echo "$card"
}

# --------------------------------------------------------------------------------------------------------- power

# Every program stops between two instructions, without a signal and without exit code of its own. OUTDIR keeps all that
# write() took, because the host's file system in the guest writes through: a missing fsync does not show here.
power_cut() {
    echo "${1:-0}" >"$OUT/rc"
    sync "$OUT/rc"
    # Not every host has a busybox to lend, so the guest brings its own. -n: without a sync.
    /run/testbed/busybox poweroff -f -n
}
