package lan

import (
	"errors"
	"sync"
)

// errNowhere is for who is on no network, or listens on none that can broadcast.
var errNowhere = errors.New("there is no network to broadcast on, so players have to connect by address")

// maxTroubles is how many there may be before it is of no use to tell more.
const maxTroubles = 32

// troubles remembers what went wrong, so that each is told once.
type troubles struct {
	tell func(error) // may be nil

	mu   sync.Mutex
	told map[string]bool
	last error
}

// add tells err, if it is one and a new one.
func (t *troubles) add(err error) {
	if err == nil || !t.keep(err) || t.tell == nil {
		return
	}
	t.tell(err)
}

// keep tells whether err is new.
func (t *troubles) keep(err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.told[err.Error()] || len(t.told) >= maxTroubles {
		return false
	}
	if t.told == nil {
		t.told = make(map[string]bool)
	}
	t.told[err.Error()] = true
	t.last = err
	return true
}

// newest is the last that was new, or nil.
func (t *troubles) newest() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.last
}
