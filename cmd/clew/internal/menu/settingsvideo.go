package menu

import (
	"slices"
	"strconv"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
)

// The scales, brightnesses and frame limits on offer: none so dark that walls and
// floors are hard to tell apart. Any other value in the settings file is
// added to them.
var (
	scales      = []int{75, 100, 125, 150, 175, 200}
	brightness  = []int{100, 115, 130, 150, 175, 200}
	frameLimits = []int{0, 30, 60, 90, 120, 144, 240}
)

func (f *SettingsForm) buildVideo(b *ui.Builder) {
	f.number(b, "settings.scale", scales, func(p *settings.Video) *int { return &p.Scale }, percent)
	f.number(b, "settings.brightness", brightness, func(p *settings.Video) *int { return &p.Brightness }, percent)
	f.number(b, "settings.frame-limit", frameLimits, func(p *settings.Video) *int { return &p.FrameLimit },
		func(v int) string {
			if v == 0 {
				return i18n.T("settings.no-limit")
			}
			return i18n.Tf("settings.frames", v)
		})
	b.Space(4)
	f.toggle(b, "settings.fullscreen", func(s *settings.Settings) *bool { return &s.Video.Fullscreen })
	f.toggle(b, "settings.vsync", func(s *settings.Settings) *bool { return &s.Video.VSync })
	f.toggle(b, "settings.reduced-motion", func(s *settings.Settings) *bool { return &s.Video.ReducedMotion })
	f.toggle(b, "settings.best-run", func(s *settings.Settings) *bool { return &s.Games.BestRun })
	f.toggle(b, "settings.presenter", func(s *settings.Settings) *bool { return &s.Video.Presenter })
	f.toggle(b, "settings.net-graph", func(s *settings.Settings) *bool { return &s.Video.NetGraph })
}

func percent(v int) string { return strconv.Itoa(v) + " %" }

// number adds a row that selects one of several numbers.
func (f *SettingsForm) number(b *ui.Builder, key string, list []int, field func(*settings.Video) *int, name func(int) string) {
	now := *field(&f.store.Current().Video)
	if !slices.Contains(list, now) {
		list = append(slices.Clone(list), now)
		slices.Sort(list)
	}
	names := make([]string, len(list))
	for i, v := range list {
		names[i] = name(v)
	}
	f.row(b, key, func(width float64) {
		b.Selector(width, settingsRowHeight, len(list),
			func() int { return max(slices.Index(list, *field(&f.store.Current().Video)), 0) },
			func(i int) { f.change(func(s *settings.Settings) { *field(&s.Video) = list[i] }) },
			func(i int) string { return names[i] })
	})
}
