package mesh

import (
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"clew/net/discovery"
	"clew/net/peer"
	"clew/net/session"
	"clew/net/wire"
)

const maxLectureDials = 8 // under way

// lookAround is how often the peer looks at who was found.
const lookAround = time.Second

// lecturePeers are the lecture peers on the local networks.
type lecturePeers struct {
	mu      sync.Mutex
	heard   func(buf []discovery.LecturePeer) []discovery.LecturePeer // see discovery.Announcer.LecturePeers; nil: nobody listens
	dialing map[netip.Addr]bool
}

// all returns those that were heard lately.
func (p *lecturePeers) all() []discovery.LecturePeer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard == nil {
		return nil
	}
	return p.heard(nil)
}

// listen has all ask heard from now on.
func (p *lecturePeers) listen(heard func(buf []discovery.LecturePeer) []discovery.LecturePeer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard = heard
}

// meetNeighbours announces the game on the local networks, dials its members that
// are found there, and lecture peers.
func (m *Mesh) meetNeighbours() {
	announcer := m.announce()
	if announcer != nil {
		defer announcer.Close()
		m.lecture.listen(announcer.LecturePeers)
	}
	finder, err := discovery.Find(discovery.FindOptions{Exclude: []discovery.ID{m.guid()}})
	if err != nil {
		m.log.Warn("cannot look for peers on the local networks", "error", err.Error())
	} else {
		defer finder.Close()
	}
	var found []discovery.Server
	for m.sleep(lookAround) {
		if finder != nil {
			found = finder.Servers(found[:0])
			m.learnMembers(found)
		}
		if announcer != nil {
			m.dialLecturePeers()
		}
	}
}

func (m *Mesh) guid() discovery.ID { return discovery.ID(m.session.Process().GUID) }

// announce begins to announce the game, if others can dial this peer.
func (m *Mesh) announce() *discovery.Announcer {
	if m.listener == nil {
		return nil
	}
	a, err := discovery.Announce(discovery.Advertisement{
		GameAddr: m.Addr(), Info: m.info, Peer: m.guid(),
		OnError: func(err error) { m.log.Warn("announcing", "error", err.Error()) },
	})
	if err != nil {
		m.log.Warn("cannot announce the game on the local networks", "error", err.Error())
		return nil
	}
	return a
}

// info describes the game to those who look for one.
func (m *Mesh) info() (i discovery.Info) {
	m.Do(func(s *session.Mesh) {
		st := s.Status()
		state := s.State()
		if st.View.Number == 0 || state == nil || st.State == session.MeshWatching {
			return // not in a game yet
		}
		level, _ := state.Level()
		i = discovery.Info{
			Name: st.GameName, Players: len(state.Players()), MaxPlayers: peer.MaxPlayers,
			HasPassword: m.cfg.Session.Password != "", Game: discovery.GameID(st.View.Branch.Game), View: st.View.Number,
		}
		if level != nil && wire.CheckTitle(level.Name) == nil {
			i.Level = level.Name
		}
	})
	return i
}

// learnMembers tells the session of members of its game that were found, or of the one
// that it wants to join by its name.
func (m *Mesh) learnMembers(found []discovery.Server) {
	m.Do(func(s *session.Mesh) {
		game := s.Game()
		for i := range found {
			f := &found[i]
			if f.Game != 0 && (f.Game == discovery.GameID(game) || game == 0 && m.cfg.Named != "" && f.Name == m.cfg.Named) {
				s.Learn(found[i].Doors...)
			}
		}
	})
}

// lecturePeerAt returns the GUID of the lecture peer at an address from which somebody
// has dialed and said nothing that a Clew peer says. It need not be confirmed: one that
// has just started dials as soon as it hears of this peer.
func (m *Mesh) lecturePeerAt(a netip.Addr) (guid [16]byte, ok bool) {
	for _, p := range m.lecture.all() {
		if p.Addr == a {
			return p.GUID, true
		}
	}
	return guid, false
}

// dialLecturePeers dials a lecture peer without a link, at most one a second.
func (m *Mesh) dialLecturePeers() {
	if m.cfg.Session.Password != "" {
		return // there is no place for them in the game
	}
	all := m.lecture.all()
	m.lecture.mu.Lock()
	defer m.lecture.mu.Unlock()
	for _, p := range all {
		if !p.Confirmed || m.lecture.dialing[p.Addr] || len(m.lecture.dialing) >= maxLectureDials {
			continue
		}
		linked := false
		m.Do(func(s *session.Mesh) { linked = s.HasLecturePeer(p.Addr) })
		if linked {
			continue
		}
		if m.lecture.dialing == nil {
			m.lecture.dialing = map[netip.Addr]bool{}
		}
		m.lecture.dialing[p.Addr] = true
		m.wg.Go(func() { m.dialLecturePeer(p) })
		return
	}
}

func (m *Mesh) dialLecturePeer(p discovery.LecturePeer) {
	defer func() {
		m.lecture.mu.Lock()
		defer m.lecture.mu.Unlock()
		delete(m.lecture.dialing, p.Addr)
	}()
	addr := netip.AddrPortFrom(p.Addr, lecturePort)
	conn, err := (&net.Dialer{Timeout: dialTimeout}).DialContext(m.ctx, "tcp", net.JoinHostPort(p.Addr.String(), strconv.Itoa(lecturePort)))
	if err != nil {
		m.sleep(resolveRetry)
		return
	}
	l := newLink(conn, lectureFraming, nil)
	m.hand(l, func(s *session.Mesh, now time.Duration) { s.AcceptLecturePeer(now, l, addr, p.GUID, true) })
	m.sleep(resolveRetry) // if the session has no place for it, not at once again
}

// lecturePort is the one on which all lecture peers listen.
const lecturePort = 8856
