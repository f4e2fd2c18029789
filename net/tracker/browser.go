package tracker

import (
	"context"
	"net/netip"
	"sync"
)

// Browser asks a tracker for its games until it is closed. Its methods are safe for
// concurrent use, and all but Close return at once.
type Browser struct {
	cancel context.CancelFunc
	done   chan struct{}

	mu    sync.Mutex // guards what follows
	games []Game
	err   error
	asked bool
}

// Browse starts to ask a tracker, host:port.
func Browse(tracker string) *Browser { return browse(tracker, dialUDP) }

func browse(tracker string, dial dialFunc) *Browser {
	ctx, cancel := context.WithCancel(context.Background())
	b := &Browser{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(b.done)
		c := client{tracker: tracker, dial: dial}
		defer c.close()
		repeat(ctx, browseInterval, func() {
			games, err := c.list(ctx)
			if ctx.Err() == nil {
				b.set(mergePeers(games), err)
			}
		})
	}()
	return b
}

func (b *Browser) set(games []Game, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.games, b.err, b.asked = games, err, true
}

// Games appends the games to buf, sorted by address. The members of a game of peers are
// merged into one, as a Finder of package discovery does.
func (b *Browser) Games(buf []Game) []Game {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append(buf, b.games...)
}

// Status returns whether the tracker has been asked once, and why that failed the
// last time, an *Error or nil.
func (b *Browser) Status() (asked bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.asked, b.err
}

// Close ends the search.
func (b *Browser) Close() {
	b.cancel()
	<-b.done
}

// list asks for all games, page by page. No tracker makes it read more than a full
// one has, or the same page twice.
func (c *client) list(ctx context.Context) (games []Game, err error) {
	var last netip.AddrPort
	for len(games) < maxGames {
		answer, err := c.ask(ctx, message{kind: list, addr: last})
		if err != nil {
			return nil, err
		}
		for _, g := range answer.games {
			if g.Addr.Compare(last) > 0 {
				games, last = append(games, g), g.Addr
			} else {
				answer.more = false
			}
		}
		if !answer.more || len(answer.games) == 0 {
			break
		}
	}
	return games[:min(len(games), maxGames)], nil
}
