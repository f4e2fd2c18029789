package screen

import (
	"strings"
	"testing"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
)

// New players are told the aim in their first game, what each entry of the menu
// leads to, and what an exit and a start look like.
func TestAimIsSaid(t *testing.T) {
	for scene, keys := range map[string][]string{
		"title": {
			"menu.single-player-note", "menu.host-note", "menu.join-note", "menu.lessons-note", "menu.lab-note", "menu.replays-note",
			"menu.settings-note", "menu.quit-note",
		},
		"game-hint":   {"hint.aim"},
		"game-legend": {"legend.exit", "legend.start"},
	} {
		for _, low := range []bool{false, true} {
			s := newAppTest(t, i18n.English)
			if low {
				s.w, s.h = 640, 360
			}
			all := heard(s, scenes[scene])
			for _, key := range keys {
				if !strings.Contains(all, i18n.T(key)) {
					t.Errorf("%s, %d px wide: %q is not there", scene, s.w, i18n.T(key))
				}
			}
		}
	}
}

// In a low window a message takes the place of the notes.
func TestMessageHidesNotes(t *testing.T) {
	s := newAppTest(t, i18n.English)
	s.w, s.h = 640, 360
	all := heard(s, func(s *appTest) { s.show(newTitle(s.app, menu.Stay, "No answer.")) })
	if !strings.Contains(all, "No answer.") || strings.Contains(all, i18n.T("menu.lab-note")) {
		t.Errorf("there is %q", all)
	}
}
