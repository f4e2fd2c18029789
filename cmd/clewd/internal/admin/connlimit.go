// Package admin bounds how many connections wait at a port of this computer.
package admin

import (
	"net"
	"slices"
	"sync"
)

// ConnLimit is the connections at a port, at most so many: one more pushes out the
// one that has been there for longest. So nobody keeps others out by standing
// there. It is safe for concurrent use.
type ConnLimit struct {
	max   int
	mu    sync.Mutex
	conns []net.Conn // the oldest first
}

// NewConnLimit is an empty Crowd that holds at least one connection.
func NewConnLimit(most int) *ConnLimit { return &ConnLimit{max: max(most, 1)} }

// Add adds a connection, and closes the oldest one where there are too many.
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
