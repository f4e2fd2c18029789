package sound

import (
	"io"
	"time"

	"github.com/ebitengine/oto/v3"
)

// device plays sound. Its methods return at once.
type device interface {
	// status reports whether the device is open, or why it cannot be used.
	status() (ready bool, err error)

	// start makes the device read from r from now on. It is called once, when the
	// device is ready.
	start(r io.Reader)
}

// latency is the length of the buffer, of which oto and the system each have one.
const latency = 50 * time.Millisecond

// otoDevice is the system's device.
type otoDevice struct {
	context *oto.Context
	ready   <-chan struct{}
	player  *oto.Player // kept, since oto closes unreferenced players
}

// openOto starts to open the system's device. Oto opens it in its own goroutine,
// which may take long. On Windows oto replaces a missing device by a silent one,
// so no error is reported.
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
