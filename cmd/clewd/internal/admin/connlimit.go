package admin

import (
	"net"
	"slices"
	"sync"
)

// ConnLimit limits the number of connections at a port: a new one pushes out the
// oldest, so nobody can block the port by keeping connections open. It is safe for
// concurrent use.
type ConnLimit struct {
	max   int
	mu    sync.Mutex
	conns []net.Conn // the oldest first
}

// NewConnLimit returns a ConnLimit for maxConns connections, but at least one.
func NewConnLimit(maxConns int) *ConnLimit { return &ConnLimit{max: max(maxConns, 1)} }

// Add adds a connection, and closes the oldest one if there are too many.
func (c *ConnLimit) Add(conn net.Conn) {
	c.mu.Lock()
	var out net.Conn
	if len(c.conns) == c.max {
		out = c.conns[0]
		c.conns = slices.Delete(c.conns, 0, 1)
	}
	c.conns = append(c.conns, conn)
	c.mu.Unlock()
	if out != nil {
		out.Close()
	}
}

// Remove forgets a connection.
func (c *ConnLimit) Remove(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conns = slices.DeleteFunc(c.conns, func(one net.Conn) bool { return one == conn })
}
