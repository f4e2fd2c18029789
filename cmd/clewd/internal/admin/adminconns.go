package admin

import (
	"net"
	"slices"
	"sync"
)

// adminConns limits the connections of the admin port: maxAdmins pending logins,
// and separately as many that are logged in, so that nobody pushes those out.
type adminConns struct {
	pending *ConnLimit

	mu       sync.Mutex
	loggedIn []net.Conn
}

func newAdminConns() *adminConns { return &adminConns{pending: NewConnLimit(maxAdmins)} }

// admit moves a connection from the pending to the logged-in ones if there is
// room.
func (c *adminConns) admit(conn net.Conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.loggedIn) == maxAdmins {
		return false
	}
	c.pending.Remove(conn)
	c.loggedIn = append(c.loggedIn, conn)
	return true
}

// remove forgets a connection that has ended.
func (c *adminConns) remove(conn net.Conn) {
	c.pending.Remove(conn)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loggedIn = slices.DeleteFunc(c.loggedIn, func(other net.Conn) bool { return other == conn })
}
