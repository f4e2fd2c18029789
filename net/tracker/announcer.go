package tracker

import (
	"context"
	"net/netip"
	"time"

	"clew/net/discovery"
	"clew/net/wire"
)

// Times of an announcer and a browser.
const (
	announceInterval = 20 * time.Second
	browseInterval   = 10 * time.Second
	withdrawTimeout  = time.Second
)

// Advertisement describes a game to announce. All fields but OnChange are required.
type Advertisement struct {
	Tracker string // host:port
	Port    uint16 // of the game, over TCP
	Info    func() discovery.Info

	// OnChange, if not nil, is called when the game is listed, with the address that
	// players see, and when that has failed, with an error for people.
	OnChange func(listed netip.AddrPort, err error)

	dial dialFunc
}

// Announcer announces a game until it is closed.
type Announcer struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// Announce starts to announce a game.
func Announce(ad Advertisement) *Announcer {
	if ad.dial == nil {
		ad.dial = dialUDP
	}
	if ad.OnChange == nil {
		ad.OnChange = func(netip.AddrPort, error) {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	a := &Announcer{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(a.done)
		ad.run(ctx)
	}()
	return a
}

// Close ends the announcement. It returns when the tracker has removed the game, or
// after a second.
func (a *Announcer) Close() {
	a.cancel()
	<-a.done
}

// run announces the game until ctx ends, and withdraws it then.
func (ad *Advertisement) run(ctx context.Context) {
	c := client{tracker: ad.Tracker, dial: ad.dial}
	defer c.close()
	var listed netip.AddrPort
	failure := ""
	repeat(ctx, announceInterval, func() {
		m := message{kind: announce, game: Game{Addr: netip.AddrPortFrom(netip.Addr{}, ad.Port), Version: wire.Version, Info: ad.Info()}}
		answer, err := c.ask(ctx, m)
		switch {
		case ctx.Err() != nil:
		case err != nil && err.Error() != failure:
			failure, listed = err.Error(), netip.AddrPort{}
			ad.OnChange(listed, err)
		case err == nil && answer.addr != listed:
			failure, listed = "", answer.addr
			ad.OnChange(listed, nil)
		}
	})
	if !listed.IsValid() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), withdrawTimeout)
	defer cancel()
	c.ask(ctx, message{kind: withdraw, game: Game{Addr: netip.AddrPortFrom(netip.Addr{}, ad.Port)}})
}

// repeat calls do at once and then at an interval, until ctx ends.
func repeat(ctx context.Context, interval time.Duration, do func()) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for ctx.Err() == nil {
		do()
		select {
		case <-ticker.C:
		case <-ctx.Done():
		}
	}
}
