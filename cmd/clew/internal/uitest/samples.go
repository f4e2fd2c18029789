package uitest

import (
	"image/color"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/vector"

	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
	"clew/net/replica"
)

// DrawBackdrop draws something like the maze, dark stone with a warm light in
// the middle, to judge text over both.
func DrawBackdrop(dst *ebiten.Image) {
	size := dst.Bounds().Size()
	if backdrop == nil || backdrop.Bounds().Size() != size {
		backdrop = ebiten.NewImage(size.X, size.Y)
		paintBackdrop(backdrop)
	}
	dst.DrawImage(backdrop, nil)
}

// backdrop is the image drawn last.
var backdrop *ebiten.Image

func paintBackdrop(dst *ebiten.Image) {
	b := dst.Bounds()
	dst.Fill(theme.Background)
	cell := max(float32(b.Dy())/13, 20)
	for y := range b.Dy()/int(cell) + 2 {
		for x := range b.Dx()/int(cell) + 2 {
			v := uint8(20 + (x*7+y*13)%5)
			c := color.NRGBA{v, v + 3, v + 7, 0xFF}
			if (x*x+y*3+x*y)%3 == 0 {
				c = color.NRGBA{v + 18, v + 23, v + 32, 0xFF}
			}
			vector.DrawFilledRect(dst, float32(x)*cell, float32(y)*cell, cell, cell, c, false)
		}
	}
	for i := range 12 {
		r := cell * (3.4 - float32(i)*0.28)
		vector.DrawFilledCircle(dst, float32(b.Dx())/2, float32(b.Dy())/2, r, color.NRGBA{0xC8, 0x8A, 0x48, 16}, false)
	}
}

var sampleNames = []string{"Inês", "Rui", "Ariadne", "Theseus", "Minos", "Daedalus", "Icarus", "Pasiphaë", "Ágnes", "Bartholomew the Long"}

// SamplePlayers returns n players, the first being the own one. Two of eight
// have finished; connections are good, bad and unknown.
func SamplePlayers(n int) []replica.PlayerView {
	players := make([]replica.PlayerView, n)
	for i := range players {
		players[i] = replica.PlayerView{ID: sim.ID(i + 1), Avatar: rune('A' + i%26), Name: sampleNames[i%len(sampleNames)], Self: i == 0}
		if i%4 == 2 {
			players[i].ExitTick = sim.Tick(3600 + 731*i)
		}
		if i%5 != 3 { // plain-text players report nothing
			players[i].RTT, players[i].Loss = time.Duration(12+i*i*31%900)*time.Millisecond, i*i%7*i%26
		}
	}
	return players
}

// SampleView returns the view of a game with n players at a tick.
func SampleView(n int, tick sim.Tick) *replica.View {
	return &replica.View{Level: "The Two Courtyards", Tick: tick, Players: SamplePlayers(n)}
}

// SampleStats returns the numbers of a laggy connection: a swinging RTT and a
// correction now and then.
func SampleStats(tick int) replica.Stats {
	swing := 18 * math.Sin(float64(tick)/23) * math.Cos(float64(tick)/7)
	return replica.Stats{
		RTT:    212*time.Millisecond + time.Duration(swing*float64(time.Millisecond)),
		Jitter: 18 * time.Millisecond, Waiting: 2, Pending: 13,
		Corrections: tick / 97, LastCorrection: 317, MaxCorrection: 822, SnapshotRate: 30,
		InterpolationDelay: 100 * time.Millisecond, DelayInterval: 33 * time.Millisecond, DelayJitter: 67 * time.Millisecond,
	}
}
