package sound

import (
	"io"
	"time"

	"github.com/ebitengine/oto/v3"
)

// A device is where sound goes. Its methods return at once.
type device interface {
	// status tells whether the device is open yet, or why it can't be used.
	status() (ready bool, err error)

	// start makes the device read from r for good. It is called once, when the
	// device is ready.
	start(r io.Reader)
}

// latency is how far ahead the device is fed, on each of two ways: what oto
// keeps, and what the system does.
const latency = 50 * time.Millisecond

// otoDevice is the system's own.
type otoDevice struct {
	context *oto.Context
	ready   <-chan struct{}
	player  *oto.Player // kept, since oto ends a player that nobody holds
}

// openOto begins to open the system's device. Oto opens it in a goroutine of
// its own, which may take as long as it likes. On Windows a machine without a
// device gets one from oto that swallows all, so nobody hears of it.
func openOto() (device, error) {
	silenceALSA()
	context, ready, err := oto.NewContext(&oto.NewContextOptions{
		SampleRate:   Rate,
		ChannelCount: channels,
		Format:       oto.FormatFloat32LE,
		BufferSize:   latency,
	})
	if err != nil {
		return nil, err
	}
	return &otoDevice{context: context, ready: ready}, nil
}

func (d *otoDevice) status() (bool, error) {
	select {
	case <-d.ready:
		return true, d.context.Err()
	default:
		return false, nil
	}
}

func (d *otoDevice) start(r io.Reader) {
	d.player = d.context.NewPlayer(r)
	d.player.SetBufferSize(int(latency.Seconds()*Rate) * frameBytes)
	d.player.Play()
}
