package sound

import (
	"fmt"
	"sync"

	"clew/cmd/clew/internal/i18n"
)

// The keys of the messages about the device.
const (
	noDevice   = "sound.none"
	deviceGone = "sound.gone"
)

// Player plays sounds. Its methods are safe for concurrent use and never wait for
// the device.
type Player struct {
	open  func() (device, error)
	mixer *mixer

	mu        sync.Mutex
	muted     bool
	unfocused bool // the window has lost the focus
	volumes   Volumes
	device    device // nil until first needed, or if opening it failed
	playing   bool   // whether the device reads from the mixer
	err       error  // why there is no sound
	problem   string // key of the message for Problem, once
}

// Open returns a Player, which is usable even after an error: it is then silent,
// and Problem says so. Most systems take a moment to open the device and fail, if
// at all, after Open has returned; Problem reports that too. A muted player does
// not open the device until SetMuted(false). A process can have one Player with a
// device.
func Open(muted bool) (*Player, error) {
	return openWith(openOto, muted)
}

func openWith(open func() (device, error), muted bool) (*Player, error) {
	p := &Player{open: open, mixer: newMixer(), muted: muted, volumes: DefaultVolumes()}
	p.updateVolumes()
	if !muted {
		allSamples() // load them now rather than at the first step
		p.openDevice()
	}
	return p, p.err
}

// Play plays a sound. Volume goes from 0 to 1, pan from -1 (left) to 1 (right);
// both are clamped. A sound played before the device is open is dropped.
func (p *Player) Play(kind Kind, volume, pan float64) {
	if kind < 0 || int(kind) >= kindCount {
		panic(fmt.Sprintf("sound: there is no kind %d", kind))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pollDevice()
	if p.playing && !p.muted {
		p.mixer.play(allSamples()[kind], clamp(volume, 0, 1)*gain(kindInfo[kind].volume(&p.volumes)), pan)
	}
}

// SetVolumes sets all volumes without a click. It is cheap if nothing changes.
func (p *Player) SetVolumes(v Volumes) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if v != p.volumes {
		p.volumes = v
		p.updateVolumes()
	}
}

// SetFocused sets whether the window has the focus. Without it all sound fades
// out, and later resumes. Call it as often as you like.
func (p *Player) SetFocused(focused bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if unfocused := !focused; unfocused != p.unfocused {
		p.unfocused = unfocused
		p.updateVolumes()
	}
}

// SetMusic fades the music in or out slowly. Call it as often as you like.
func (p *Player) SetMusic(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mixer.setMusic(on)
}

// updateVolumes passes the volumes to the mixer. The caller holds mu, or is
// alone.
func (p *Player) updateVolumes() {
	master := gain(p.volumes.Master)
	if p.unfocused {
		master = 0
	}
	p.mixer.setVolumes(master, gain(p.volumes.Music))
}

// SetMuted turns all sound off at once, or on.
func (p *Player) SetMuted(muted bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.muted = muted
	switch {
	case muted:
		p.mixer.stopAll()
	case p.device == nil && p.err == nil:
		p.openDevice()
	}
}

// Muted reports whether sound is muted by choice.
func (p *Player) Muted() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.muted
}

// Problem returns a message if there is no sound. It does so once; ask it every
// frame or every second.
func (p *Player) Problem() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pollDevice()
	if p.problem == "" {
		return ""
	}
	text := i18n.T(p.problem)
	p.problem = ""
	return text
}

// Err returns why there is no sound, for a log, or nil.
func (p *Player) Err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pollDevice()
	return p.err
}

// openDevice starts to open the device. The caller holds mu, or is alone.
func (p *Player) openDevice() {
	dev, err := p.open()
	if err != nil {
		p.setError(noDevice, err)
		return
	}
	p.device = dev
}

// pollDevice checks the device and connects it to the mixer once it is ready. The
// caller holds mu.
func (p *Player) pollDevice() {
	if p.device == nil || p.err != nil {
		return
	}
	ready, err := p.device.status()
	switch {
	case err != nil && p.playing:
		p.setError(deviceGone, err)
	case err != nil:
		p.setError(noDevice, err)
	case ready && !p.playing:
		p.device.start(p.mixer)
		p.playing = true
	}
}

func (p *Player) setError(key string, cause error) {
	p.playing = false
	p.mixer.stopAll()
	p.problem = key
	p.err = fmt.Errorf("no sound, playing silently: %w", cause)
}
