package admin

import (
	"io"
	"net"
	"testing"
)

func TestConnLimit(t *testing.T) {
	c := NewConnLimit(2)
	var near []net.Conn
	enter := func() net.Conn {
		a, b := net.Pipe()
		near = append(near, a)
		c.Add(b)
		return b
	}
	enter()
	second := enter()
	c.Remove(second)
	third, fourth := enter(), enter() // pushes out the first
	if _, err := near[0].Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the oldest stays: %v", err)
	}
	for i, conn := range map[int]net.Conn{1: second, 2: third, 3: fourth} {
		go conn.Write([]byte("x"))
		if _, err := near[i].Read(make([]byte, 1)); err != nil {
			t.Errorf("connection %d was ended: %v", i, err)
		}
	}
	for _, conn := range near {
		conn.Close()
	}
}
