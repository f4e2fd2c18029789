package screen

import (
	"encoding/binary"
	"net/netip"
	"strconv"

	"clew/net/invite"
	"clew/net/session"
)

// doorAt returns the first IPv4 address of this computer at which others can reach a
// port, or an invalid one.
func doorAt(port uint16) netip.AddrPort {
	for _, a := range addresses(strconv.Itoa(int(port))) {
		if door, err := netip.ParseAddrPort(a.Text); err == nil && door.Addr().Is4() {
			return door
		}
	}
	return netip.AddrPort{}
}

// invitationTo returns the code for the game that a peer plays in, or "" while it plays
// in none or nobody can join at its door.
func invitationTo(door netip.AddrPort, s *session.Mesh) string {
	if s.State() == nil {
		return ""
	}
	id := binary.BigEndian.AppendUint64(nil, uint64(s.Game()))
	return invite.Invitation{Addr: door, Game: [4]byte(id)}.String()
}
