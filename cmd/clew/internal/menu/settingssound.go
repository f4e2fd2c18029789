package menu

import (
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
)

func (f *SettingsForm) buildSound(b *ui.Builder) {
	volume := func(key string, field func(*settings.Sound) *int) {
		now := func() int { return *field(&f.store.Current().Sound) }
		f.row(b, key, func(width float64) {
			b.NumberSlider(width, 48, settingsRowHeight, ui.Slider{Max: settings.MaxVolume, Step: 5, Unit: " %", Get: now, Set: func(v int) {
				if v != now() {
					f.change(func(s *settings.Settings) { *field(&s.Sound) = v })
				}
			}})
		})
	}
	volume("settings.master", func(s *settings.Sound) *int { return &s.Master })
	volume("settings.steps", func(s *settings.Sound) *int { return &s.Steps })
	volume("settings.others", func(s *settings.Sound) *int { return &s.Others })
	volume("settings.interface", func(s *settings.Sound) *int { return &s.Interface })
	volume("settings.music", func(s *settings.Sound) *int { return &s.Music })
	b.Space(4)
	f.toggle(b, "settings.unfocused", func(s *settings.Settings) *bool { return &s.Sound.Unfocused })
}
