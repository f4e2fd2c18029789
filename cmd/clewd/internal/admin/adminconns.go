package admin

import (
	"net"
	"slices"
	"sync"
)

// adminConns is where connections stand until they have given the password, maxAdmins
// of them. Those who are in are counted for themselves, so that nobody pushes
// them out.
type adminConns struct {
	pending *ConnLimit

	mu       sync.Mutex
	loggedIn []net.Conn
}

func newAdminConns() *adminConns { return &adminConns{pending: NewConnLimit(maxAdmins)} }

// admit lets in a connection that has given the password, where there is a place.
func (p *adminConns) admit(conn net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.loggedIn) == maxAdmins {
		return false
	}
	p.pending.Remove(conn)
	p.loggedIn = append(p.loggedIn, conn)
	return true
}

// remove forgets a connection that has ended.
func (p *adminConns) remove(conn net.Conn) {
	p.pending.Remove(conn)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.loggedIn = slices.DeleteFunc(p.loggedIn, func(c net.Conn) bool { return c == conn })
}
