package tracker

import (
	"net/netip"
	"time"

	"clew/net/cookie"
)

// Rates per address and second, with bursts, and in all.
const (
	announcesPerAddr, announceBurst = 1, 16
	pagesPerAddr, pageBurst         = 16, 128
	retriesPerAddr, retryBurst      = 8, 32
	totalRate                       = 1024 // of each of the three
)

// cookieTTL is how long a cookie is valid: long enough for the next announcement.
const cookieTTL = 2 * gameTimeout

// expireInterval is the time between two searches for games that have ended.
const expireInterval = time.Second

// Tracker is the mind of a tracker. It is sans I/O: it takes datagrams and the time,
// and returns what to answer. It is not safe for concurrent use.
type Tracker struct {
	table                     table
	cookies                   cookie.Signer
	announces, pages, retries *limiter
	expired                   time.Duration // when the table was searched last
}

// New returns a tracker with a random and secret key.
func New(key [32]byte) *Tracker {
	return &Tracker{
		table:     newTable(),
		cookies:   cookie.Signer{Key: key},
		announces: newLimiter(announcesPerAddr, announceBurst),
		pages:     newLimiter(pagesPerAddr, pageBurst),
		retries:   newLimiter(retriesPerAddr, retryBurst),
	}
}

// Len returns the number of games.
func (t *Tracker) Len() int { return len(t.table.games) }

// Handle handles a datagram, and appends the answer to its sender, if any. It keeps
// neither b nor dst.
func (t *Tracker) Handle(dst []byte, now time.Duration, from netip.AddrPort, b []byte) []byte {
	if now-t.expired >= expireInterval {
		t.expired = now
		t.table.expire(now)
	}
	from = netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
	head, err := parseHead(b)
	if err != nil || len(b) < answerSize {
		return dst
	}
	if head.format != format {
		if !head.kind.isRequest() {
			return dst
		}
		return t.answerStranger(dst, now, from, message{kind: refused, nonce: head.nonce, reason: refusedFormat})
	}
	m, err := parse(b)
	if err != nil || !m.kind.isRequest() {
		return dst
	}
	if ago, ok := t.cookies.Verify(m.cookie, from, now); !ok || ago > cookieTTL {
		return t.answerStranger(dst, now, from, message{kind: retry, nonce: m.nonce})
	}
	m.game.Addr = netip.AddrPortFrom(from.Addr().WithZone(""), m.game.Addr.Port())
	if !t.allow(now, from, &m) {
		return dst
	}
	answer := t.answer(now, from, &m)
	answer.format, answer.nonce, answer.cookie = format, m.nonce, t.cookies.Sign(from, now)
	return answer.append(dst)
}

// allow reports whether a request with a valid cookie may be carried out now. That a
// listed game stays listed depends on nobody else.
func (t *Tracker) allow(now time.Duration, from netip.AddrPort, m *message) bool {
	if m.kind == list {
		return t.pages.allow(from.Addr(), now)
	}
	if e := t.table.games[m.game.Addr]; e != nil {
		return e.renewals.allow(now, announcesPerAddr, announceBurst)
	}
	return t.announces.allow(from.Addr(), now)
}

// answerStranger answers an address that has not proved to be the sender's.
func (t *Tracker) answerStranger(dst []byte, now time.Duration, from netip.AddrPort, answer message) []byte {
	if !t.retries.allow(from.Addr(), now) {
		return dst
	}
	answer.format, answer.cookie = format, t.cookies.Sign(from, now)
	return answer.append(dst)
}

// answer answers a request with a valid cookie.
func (t *Tracker) answer(now time.Duration, from netip.AddrPort, m *message) message {
	switch m.kind {
	case announce:
		if reason := t.table.put(now, m.game); reason != 0 {
			return message{kind: refused, reason: reason}
		}
	case withdraw:
		t.table.remove(m.game.Addr)
	case list:
		games, more := t.table.page(m.addr, from.Addr())
		return message{kind: page, games: games, more: more}
	}
	return message{kind: accepted, addr: m.game.Addr}
}
