package cli

import (
	"flag"
	"fmt"
	"time"

	"clew/net/link/netem"
	"clew/net/wire"
)

// NetemFlags holds the flags -lag, -jitter, -loss and -redundancy.
type NetemFlags struct {
	lag, jitter time.Duration
	loss        int
	redundancy  int
}

// Register defines -lag, -jitter and -loss in fs. Whose says what the lag is
// added to, such as "every client's round trip".
func (f *NetemFlags) Register(fs *flag.FlagSet, whose string) {
	DurationVar(fs, &f.lag, "lag", 0, "simulated network: add this `TIME`, such as 120ms, to "+whose+", half of it each way")
	DurationVar(fs, &f.jitter, "jitter", 0, "simulated network: add up to this `TIME` at random, each way")
	fs.IntVar(&f.loss, "loss", 0, "simulated network: lose this `PERCENT` of inputs and snapshots, each way, as over UDP; other messages are delayed, as by a retransmission")
}

// RegisterRedundancy defines -redundancy in fs, for programs that send inputs.
func (f *NetemFlags) RegisterRedundancy(fs *flag.FlagSet) {
	fs.IntVar(&f.redundancy, "redundancy", wire.MaxInputFrames, fmt.Sprintf("let each message carry up to this `NUMBER` of unacknowledged inputs, 1 to %d", wire.MaxInputFrames))
}

// Redundancy returns the value of -redundancy, or an error if it is out of
// range.
func (f *NetemFlags) Redundancy() (int, error) {
	if f.redundancy < 1 || f.redundancy > wire.MaxInputFrames {
		return 0, fmt.Errorf("-redundancy is %d; give a number from 1 to %d", f.redundancy, wire.MaxInputFrames)
	}
	return f.redundancy, nil
}

// Config returns the network conditions that the flags ask for. The error
// names the flag and its range.
func (f *NetemFlags) Config() (netem.Config, error) {
	switch {
	case f.lag > 2*netem.MaxDelay:
		return netem.Config{}, fmt.Errorf("-lag is %v; give a time from 0 to %v, such as 120ms", f.lag, 2*netem.MaxDelay)
	case f.jitter > netem.MaxDelay:
		return netem.Config{}, fmt.Errorf("-jitter is %v; give a time from 0 to %v, such as 30ms", f.jitter, netem.MaxDelay)
	case f.loss < 0 || f.loss > 100:
		return netem.Config{}, fmt.Errorf("-loss is %d; give a number from 0 to 100", f.loss)
	}
	c := netem.Conditions{Latency: f.lag / 2, Jitter: f.jitter, Loss: f.loss}
	return netem.Config{Up: c, Down: c}, nil
}
