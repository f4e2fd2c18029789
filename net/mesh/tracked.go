package mesh

import (
	"clew/net/discovery"
	"clew/net/tracker"
)

// announceToTracker has the tracker list the game from when the peer is in it.
func (m *Mesh) announceToTracker() {
	last := m.info()
	for ; last.Game == 0; last = m.info() {
		if !m.sleep(lookAround) {
			return
		}
	}
	a := tracker.Announce(tracker.Advertisement{
		Tracker: m.cfg.Tracker, Port: m.Addr().Port(), OnChange: m.cfg.OnListed,
		Info: func() discovery.Info {
			if now := m.info(); now.Game != 0 { // not between two games
				last = now
			}
			return last
		},
	})
	defer a.Close()
	<-m.ctx.Done()
}
