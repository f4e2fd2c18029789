package playback

import (
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/history"
	"clew/net/peer"
	"clew/net/peerwire"
)

// DescribeItem describes an item of the trace in a sentence or two, or returns "".
func (p *PeerPlayer) DescribeItem(sel PeerSelection) string {
	switch sel.Kind {
	case PeerPacket:
		return p.describePacket(&p.Trace().Packets[sel.Index])
	case PeerEvent:
		return p.describeEvent(&p.Trace().Events[sel.Index])
	case Rollback:
		return i18n.Tn("peerlab.rolled-back", p.Trace().At(sel.Tick, sel.Peer).Again, sel.Tick, p.Name(sel.Peer))
	}
	return ""
}

// describePacket tells what a packet is and what became of it.
func (p *PeerPlayer) describePacket(k *history.PeerPacket) string {
	name := peerTypeName(k.Type)
	if k.Arrives == 0 {
		return i18n.Tf("peerlab.packet-lost", name, p.Name(k.From), p.Name(k.To), k.Sent)
	}
	return i18n.Tf("peerlab.packet", name, p.Name(k.From), p.Name(k.To), k.Sent, k.Arrives, milliseconds(k.Arrives-k.Sent))
}

// peerTypeName returns the name of a type of messages between peers.
func peerTypeName(letter byte) string {
	if t := peerwire.TypeByLetter(letter); t != nil {
		return t.Name
	}
	return "?"
}

// eventTexts describe what happens to a peer of itself, as message keys.
var eventTexts = map[peer.EventKind]string{
	peer.LeftOut: "peerlab.left-out", peer.FoundIsland: "peerlab.island", peer.WentOver: "peerlab.went-over",
	peer.Removed: "peerlab.left-out",
}

// deedTexts describe what is done to a peer, as message keys.
var deedTexts = map[history.PeerEventKind]string{
	history.Started: "peerlab.did-start", history.Quit: "peerlab.did-leave", history.Killed: "peerlab.did-crash",
}

// describeEvent tells what happened.
func (p *PeerPlayer) describeEvent(e *history.PeerEvent) string {
	name := p.Name(e.Peer)
	switch e.Kind {
	case history.WasCut, history.Healed:
		key := "peerlab.cut-apart"
		if e.Kind == history.Healed {
			key = "peerlab.reach-again"
		}
		return i18n.Tf(key, e.Tick, p.sidesText(e.Other))
	case history.WentWrong:
		return i18n.Tf("peerlab.did-diverge", e.Tick, p.Scenario().Diverges[e.Other].Field, name) + "."
	case history.Parted:
		return i18n.Tf("peerlab.parted", e.Tick, name, p.Name(e.Other), e.Game)
	case history.Happened:
		return p.describeHappened(e, name)
	}
	return i18n.Tf(deedTexts[e.Kind], e.Tick, name) + "."
}

// describeHappened tells what happened to a peer of itself.
func (p *PeerPlayer) describeHappened(e *history.PeerEvent, name string) string {
	other := "?"
	if e.Other >= 0 {
		other = p.Name(e.Other)
	}
	switch e.Event.Kind {
	case peer.Entered:
		return i18n.Tf("peerlab.entered", e.Tick, name, e.Event.View, p.membersText(e.Members))
	case peer.Desync:
		return i18n.Tf("peerlab.desync", e.Tick, name, other, e.Event.Text)
	case peer.Mended:
		if e.Other == e.Peer {
			return i18n.Tf("peerlab.mended", e.Tick, name)
		}
		return i18n.Tf("peerlab.same-again", e.Tick, name, other)
	}
	if key := eventTexts[e.Event.Kind]; key != "" {
		return i18n.Tf(key, e.Tick, name)
	}
	return i18n.Tf("peerlab.other-event", e.Tick, name, e.Event.String())
}

// membersText names the members of a view.
func (p *PeerPlayer) membersText(members uint16) string {
	var names []string
	for i := range p.Peers() {
		if members>>i&1 != 0 {
			names = append(names, p.Name(i))
		}
	}
	return strings.Join(names, ", ")
}

// sidesText names the sides of a cut of the scenario.
func (p *PeerPlayer) sidesText(cut int) string {
	var sides []string
	for _, side := range p.Scenario().Cuts[cut].Sides {
		var names []string
		for _, i := range side {
			names = append(names, p.Name(i))
		}
		sides = append(sides, strings.Join(names, ", "))
	}
	return strings.Join(sides, " | ")
}

// Message returns the content of a packet.
func (p *PeerPlayer) Message(packet int) (Message, error) {
	msg, err := p.variant.history.Message(packet)
	if err != nil {
		return Message{}, err
	}
	decoded, err := peerwire.NewMsgpack().Decode(msg)
	if err != nil {
		return Message{}, err
	}
	text, err := peerwire.NewText().Append(nil, decoded)
	if err != nil {
		return Message{}, err
	}
	parts, err := peerwire.Dissect(msg)
	return Message{string(text), msg, parts}, err
}
