package main

import (
	"context"
	"runtime"
	"sync"
	"time"

	"clew/net/dial"
	"clew/net/link"
	"clew/net/session"
)

// pool is all bots and the clock that they share.
type pool struct {
	opts    options
	bots    []*bot
	started time.Time
	dials   sync.WaitGroup // dials under way
}

func newPool(o options) *pool {
	c := &pool{opts: o, started: time.Now()}
	for i := range o.players {
		c.bots = append(c.bots, newBot(i, o))
	}
	return c
}

// play plays until ctx ends, or until no bot is in the game any more. A few
// goroutines share the bots.
func (c *pool) play(ctx context.Context) {
	var workers sync.WaitGroup
	n := min(runtime.GOMAXPROCS(0), len(c.bots))
	for i := range n {
		var mine []*bot
		for j := i; j < len(c.bots); j += n {
			mine = append(mine, c.bots[j])
		}
		workers.Go(func() { c.work(ctx, mine) })
	}
	workers.Wait()
	c.dials.Wait()
}

func (c *pool) now() time.Duration { return time.Since(c.started) }

// dialResult is the result of a dial.
type dialResult struct {
	bot  *bot
	link link.Link
	err  error
}

// work plays some of the bots.
func (c *pool) work(ctx context.Context, bots []*bot) {
	calls := make(chan dialResult, len(bots))
	timer := time.NewTimer(0)
	defer timer.Stop()
	var pace session.TickClock
	for ticks := 0; ; {
		select {
		case d := <-calls:
			d.bot.dialed(c.now(), d.link, d.err)
		case <-timer.C:
			due, _ := pace.Due(c.now())
			for range due {
				ticks++
				if !c.tick(ctx, bots[:min(ticks, len(bots))], calls) && ticks >= len(bots) {
					return
				}
			}
			timer.Reset(pace.UntilNext(c.now()))
		case <-ctx.Done():
			return
		}
	}
}

// tick runs one tick of bots, and reports whether any of them is still
// playing.
func (c *pool) tick(ctx context.Context, bots []*bot, calls chan<- dialResult) bool {
	playing := false
	for _, b := range bots {
		if b.phase == session.Ended {
			continue
		}
		playing = true
		if b.ShouldDial(c.now()) {
			c.dials.Go(func() { c.dial(ctx, b, calls) })
		}
		b.tick(c.now())
	}
	return playing
}

// dial connects a bot. If ctx has ended meanwhile, it closes the link.
func (c *pool) dial(ctx context.Context, b *bot, calls chan<- dialResult) {
	l, err := b.dialer.Dial(ctx)
	if ctx.Err() == nil {
		calls <- dialResult{b, l, err} // there is room for one of each bot
	} else if err == nil {
		l.Close()
		dial.WaitClosed(l)
	}
}

// leave lets all bots say goodbye, and waits until they have.
func (c *pool) leave() {
	for _, b := range c.bots {
		b.Leave()
	}
	for _, b := range c.bots {
		if b.link != nil {
			b.link.Close()
			dial.WaitClosed(b.link)
		}
	}
}
