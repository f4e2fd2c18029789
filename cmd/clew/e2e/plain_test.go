//go:build linux

package e2e

import (
	"bufio"
	"fmt"
	"image"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// plain is a person with nothing but nc: a client in plain text mode, as
// net/PROTOCOL.md has it.
type plain struct {
	t    *testing.T
	conn net.Conn
	id   int

	mu      sync.Mutex
	size    image.Point           // of the level, in cells
	marks   map[int]string        // the letters of the players who are there
	paths   map[int][]image.Point // the cells that each was told to be in
	chat    []string              // what was said, as it came
	notes   []string              // what the server said in words
	goodbye string                // why the server closed the connection
}

// dial joins, and waits until the server has told who is there.
func dial(t *testing.T, addr string) *plain {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	p := &plain{t: t, conn: conn, marks: map[int]string{}, paths: map[int][]image.Point{}}
	read := make(chan struct{})
	go func() {
		defer close(read)
		p.read()
	}()
	t.Cleanup(func() {
		conn.Close()
		<-read
	})
	until(t, "the plain client is told where it is", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return len(p.paths[p.id]) > 0
	})
	return p
}

func (p *plain) read() {
	lines := bufio.NewScanner(p.conn)
	for lines.Scan() {
		p.mu.Lock()
		p.take(strings.Split(lines.Text(), "|"))
		p.mu.Unlock()
	}
	p.conn.Close()
}

// take takes in a message: its type, its fields, and what follows the last |.
func (p *plain) take(f []string) {
	number := func(i int) int { n, _ := strconv.Atoi(f[i]); return n }
	switch {
	case f[0] == "I" && len(f) == 4:
		p.id = number(1)
	case f[0] == "M" && len(f) == 4:
		p.size = image.Pt(number(1), number(2))
	case f[0] == "U" && len(f) == 6:
		p.marks[number(1)] = f[2]
		p.paths[number(1)] = append(p.paths[number(1)], image.Pt(number(3), number(4)))
	case f[0] == "L" && len(f) == 3:
		delete(p.marks, number(1))
		delete(p.paths, number(1))
	case f[0] == "C" && len(f) == 4:
		p.chat = append(p.chat, strings.Join(f, "|"))
	case f[0] == "E" && len(f) == 4 && f[1] == "note":
		p.notes = append(p.notes, f[2])
	case f[0] == "B":
		p.goodbye = f[1]
	}
}

// send sends messages as they are.
func (p *plain) send(format string, args ...any) {
	p.t.Helper()
	if _, err := fmt.Fprintf(p.conn, format, args...); err != nil {
		p.t.Fatalf("the plain client cannot send: %v", err)
	}
}

// walk asks for a walk of one cell for each letter: u, d, l, r.
func (p *plain) walk(way string) {
	p.t.Helper()
	for _, to := range way {
		p.send("%c|%d|\n", to, p.id)
	}
}

// path returns a player's positions so far, as the server reported them.
func (p *plain) path(id int) []image.Point {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.paths[id])
}

// at returns a player's position, or (-1,-1) if unknown.
func (p *plain) at(id int) image.Point {
	path := p.path(id)
	if len(path) == 0 {
		return image.Pt(-1, -1)
	}
	return path[len(path)-1]
}

// there returns the letters of the present players, by ID.
func (p *plain) there() map[int]string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.marks)
}

// heard returns the chat messages so far, in order.
func (p *plain) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.chat)
}

// told returns what the server has said in words so far, in order.
func (p *plain) told() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.notes)
}

// level returns the size of the level, in cells.
func (p *plain) level() image.Point {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.size
}

// farewell returns why the server closed the connection, or "" if it did not.
func (p *plain) farewell() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.goodbye
}
