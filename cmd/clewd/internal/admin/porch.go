package admin

import (
	"net"
	"slices"
	"sync"

	"clew/cmd/clewd/internal/crowd"
)

// porch is where connections stand until they have given the password, maxRemote
// of them. Those who are in are counted for themselves, so that nobody pushes
// them out.
type porch struct {
	standing *crowd.Crowd

	mu     sync.Mutex
	inside []net.Conn
}

func newPorch() *porch { return &porch{standing: crowd.New(maxRemote)} }

// admit lets in a connection that has given the password, where there is a place.
func (p *porch) admit(conn net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.inside) == maxRemote {
		return false
	}
	p.standing.Leave(conn)
	p.inside = append(p.inside, conn)
	return true
}

// leave forgets a connection that has ended.
func (p *porch) leave(conn net.Conn) {
	p.standing.Leave(conn)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.inside = slices.DeleteFunc(p.inside, func(c net.Conn) bool { return c == conn })
}
