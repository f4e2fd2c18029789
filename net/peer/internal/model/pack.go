package model

import "math/bits"

// packer writes the fields of a state into a key, or reads them from one.
type packer struct {
	key     key
	word    int
	bit     uint
	reading bool
}

// number writes or reads a number of some bits.
func number[T ~int8 | ~uint8](p *packer, x *T, width uint) {
	if p.bit+width > 64 {
		p.word, p.bit = p.word+1, 0
	}
	if p.reading {
		*x = T(p.key[p.word] >> p.bit & (1<<width - 1))
	} else {
		p.key[p.word] |= uint64(uint8(*x)) << p.bit
	}
	p.bit += width
}

func boolean(p *packer, x *bool) {
	var b uint8
	if *x {
		b = 1
	}
	number(p, &b, 1)
	*x = b == 1
}

// pack returns the key of a state. No two states of a model have the same.
func (m *Model) pack(s *state) key {
	var p packer
	m.fields(&p, s)
	return p.key
}

// unpack is the inverse of pack.
func (m *Model) unpack(k key, s *state) {
	*s = state{}
	p := packer{key: k, reading: true}
	m.fields(&p, s)
}

// fields goes through all fields of a state that may differ.
func (m *Model) fields(p *packer, s *state) {
	seats := uint(m.seats())
	t := uint(bits.Len(uint(m.Ticks)))
	for i := range seats {
		number(p, &s.view[i], uint(bits.Len(uint(m.Changes-1))))
		for q := range seats {
			number(p, &s.known[i][q], t)
			if m.Changes > 1 && m.Newcomers > 0 {
				number(p, &s.needs[i][q], t)
			}
		}
		for u := 1; u <= m.Ticks; u++ {
			number(p, &s.log[i][u], seats)
		}
	}
	for c := range m.Changes {
		n := min(uint(m.Members+c), seats) // those who may be members
		m.changeFields(p, &s.change[c], n, t)
		if c == m.Changes-1 {
			break
		}
		for i := range n {
			for q := range n {
				number(p, &s.acked[c][i][q], t)
			}
		}
	}
}

func (m *Model) changeFields(p *packer, c *change, n, t uint) {
	const b = 2 // bits of a ballot
	number(p, &c.decided, b)
	for i := range n {
		x := &c.promise[i]
		number(p, &x.ballot, b)
		number(p, &x.accepted, b)
		boolean(p, &x.frozen)
		if m.Newcomers > 0 || m.Quits != 0 {
			number(p, &x.released, b)
			number(p, &x.holder, b)
			number(p, &x.hold, t)
		}
		for q := range n {
			number(p, &x.reported[q], t)
			if m.Newcomers > 0 || m.Quits != 0 {
				number(p, &x.capped[q], t)
			}
		}
	}
	for k := 1; k <= m.Ballots; k++ {
		x := &c.ballot[k]
		number(p, &x.kind, b)
		if m.Newcomers > 0 || m.Quits != 0 {
			number(p, &x.first, t)
			boolean(p, &x.givenUp)
			number(p, &x.leaves, n)
		}
		number(p, &x.reports, n)
		number(p, &x.origin, b)
		number(p, &x.counted, n)
		if m.Drops {
			number(p, &x.dropped, n)
		}
		number(p, &x.accepts, n)
		for i := range n {
			number(p, &x.accepted[i], b)
			for q := range n {
				number(p, &x.known[i][q], t)
			}
		}
	}
}
