package admin

import (
	"net"
	"slices"
	"sync"
)

// porch is where connections stand until they have given the password, maxRemote
// of them. One more pushes out the one that stands there for longest: so nobody
// keeps an administrator out by standing there. Those who are in are counted
// for themselves.
type porch struct {
	mu       sync.Mutex
	standing []net.Conn // the oldest first
	inside   []net.Conn
}

// enter lets a connection onto the porch.
func (p *porch) enter(conn net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.standing) == maxRemote {
		p.standing[0].Close()
		p.standing = slices.Delete(p.standing, 0, 1)
	}
	p.standing = append(p.standing, conn)
}

// admit lets in a connection that has given the password, where there is a place.
func (p *porch) admit(conn net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.inside) == maxRemote {
		return false
	}
	p.standing = without(p.standing, conn)
	p.inside = append(p.inside, conn)
	return true
}

// leave forgets a connection that has ended.
func (p *porch) leave(conn net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.standing, p.inside = without(p.standing, conn), without(p.inside, conn)
}

func without(conns []net.Conn, conn net.Conn) []net.Conn {
	return slices.DeleteFunc(conns, func(c net.Conn) bool { return c == conn })
}
