package lan

import (
	"errors"
	"fmt"
	"maps"
	"strconv"
	"sync"
)

// Trouble is why the local network, or a part of it, is not reached. What it says
// is for a terminal; whoever speaks another language goes by the kind.
type Trouble struct {
	Kind  TroubleKind
	Where string // the port, the network or the address that it is about; may be empty
	Err   error  // the system's; may be nil
}

// TroubleKind is a kind of Trouble.
type TroubleKind uint8

// The kinds.
const (
	Nowhere  TroubleKind = iota // there is no network that can broadcast
	NoSocket                    // the system gives no UDP port
	Deaf                        // … nor the one, Where, on which broadcasts come
	Muffled                     // the system does not let broadcasts into the network Where
	NoIPv4                      // the server listens on Where, which broadcasts cannot name
	Hushed                      // a broadcast would end the lecture peers nearby; the TCP port that they dial is Where
)

// troubleTexts are what a Trouble says, with its Where.
var troubleTexts = [...]string{
	Nowhere:  "there is no network to broadcast on, so players have to connect by address%s",
	NoSocket: "no UDP port can be had%s",
	Deaf:     "cannot hear broadcasts on UDP port %s; if another program uses this port, stop that one",
	Muffled:  "cannot broadcast on %s, maybe a firewall forbids it; nobody there is found that way",
	NoIPv4:   "it listens on %s, but broadcasts need an IPv4 address",
	Hushed:   "the lecture's P2P clients are on this network and would end, since nothing here listens on TCP port %s; start a server on it, or connect by address",
}

// Error implements error.
func (t *Trouble) Error() string {
	text := fmt.Sprintf(troubleTexts[t.Kind], t.Where)
	if t.Err != nil {
		text += fmt.Sprintf(" (%v)", t.Err)
	}
	return text
}

// Unwrap is the system's error.
func (t *Trouble) Unwrap() error { return t.Err }

// errNowhere is for who is on no network, or listens on none that can broadcast.
var errNowhere error = &Trouble{Kind: Nowhere}

// errHushed is for who keeps silent because of lecture peers.
var errHushed error = &Trouble{Kind: Hushed, Where: strconv.Itoa(lecturePort)}

// maxTroubles is how many there may be before it is of no use to tell more.
const maxTroubles = 32

// troubles remembers what went wrong, so that each is told once.
type troubles struct {
	tell func(error) // may be nil

	mu   sync.Mutex
	told map[string]error
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
	if t.told[err.Error()] != nil || len(t.told) >= maxTroubles {
		return false
	}
	if t.told == nil {
		t.told = make(map[string]error)
	}
	t.told[err.Error()] = err
	t.last = err
	return true
}

// mend forgets what is of a kind and works again, so that it is told anew when it
// does not.
func (t *troubles) mend(kind TroubleKind) {
	is := func(err error) bool {
		var why *Trouble
		return errors.As(err, &why) && why.Kind == kind
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.DeleteFunc(t.told, func(_ string, err error) bool { return is(err) })
	if is(t.last) {
		t.last = nil
	}
}

// newest is the last that was new, or nil.
func (t *troubles) newest() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.last
}
