package sound

import (
	"errors"
	"io"
	"sync"
	"testing"

	"clew/cmd/clew/internal/i18n"
)

var errNone = errors.New("nothing to hear here")

// fakeDevice is a device that a test opens, breaks and listens to.
type fakeDevice struct {
	mu     sync.Mutex
	ready  bool
	err    error
	source io.Reader
	starts int
}

func (d *fakeDevice) status() (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ready, d.err
}

func (d *fakeDevice) start(r io.Reader) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.source = r
	d.starts++
}

func (d *fakeDevice) set(ready bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ready, d.err = ready, err
}

// loud reads a moment from the device's source and tells whether it sounds.
func (d *fakeDevice) loud(t *testing.T) bool {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.source == nil {
		return false
	}
	left, right := mix(t, d.source.(*mixer), Rate/20)
	return peakLevel(left) > 0.01 || peakLevel(right) > 0.01
}

func openFake(t *testing.T, d *fakeDevice, muted bool) *Player {
	t.Helper()
	p, err := openWith(func() (device, error) { return d, nil }, muted)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlayIsHeard(t *testing.T) {
	d := &fakeDevice{ready: true}
	p := openFake(t, d, false)
	for kind := range Kind(kindCount) {
		p.Play(kind, 1, 0)
		if !d.loud(t) {
			t.Errorf("%s is not heard", names[kind])
		}
		p.mixer.stopAll()
	}
	if d.starts != 1 {
		t.Errorf("the device was started %d times", d.starts)
	}
	if s := p.Problem(); s != "" {
		t.Errorf("all is well, but the screen says %q", s)
	}
}

func TestSoundsBeforeTheDeviceIsReadyAreNotMadeUpFor(t *testing.T) {
	d := &fakeDevice{}
	p := openFake(t, d, false)
	p.Play(Exit, 1, 0)
	d.set(true, nil)
	if s := p.Problem(); s != "" {
		t.Errorf("a slow device is no problem, but the screen says %q", s)
	}
	if d.loud(t) {
		t.Error("a sound from before the device was ready is played late")
	}
	p.Play(Exit, 1, 0)
	if !d.loud(t) {
		t.Error("a sound from after that is not heard")
	}
}

func TestNoDeviceIsSaidOnce(t *testing.T) {
	atOnce := func() (*Player, error) {
		return openWith(func() (device, error) { return nil, errNone }, false)
	}
	later := func() (*Player, error) {
		return openWith(func() (device, error) { return &fakeDevice{ready: true, err: errNone}, nil }, false)
	}
	for name, open := range map[string]func() (*Player, error){"at once": atOnce, "later": later} {
		t.Run(name, func(t *testing.T) {
			p, err := open()
			if err != nil && !errors.Is(err, errNone) {
				t.Errorf("the error is %v and hides its cause", err)
			}
			p.Play(Footstep, 1, 0)
			p.SetMuted(true)
			p.SetMuted(false)
			if s := p.Problem(); s != i18n.T(noDevice) {
				t.Errorf("the screen says %q, want %q", s, i18n.T(noDevice))
			}
			if s := p.Problem(); s != "" {
				t.Errorf("the screen says it again: %q", s)
			}
			if !errors.Is(p.Err(), errNone) {
				t.Errorf("the log says %v", p.Err())
			}
		})
	}
}

func TestADeviceThatBreaksIsSaidOnce(t *testing.T) {
	d := &fakeDevice{ready: true}
	p := openFake(t, d, false)
	p.Play(Footstep, 1, 0)
	d.set(true, errNone)
	p.Play(Footstep, 1, 0)
	if s := p.Problem(); s != i18n.T(deviceGone) {
		t.Errorf("the screen says %q, want %q", s, i18n.T(deviceGone))
	}
	if s := p.Problem(); s != "" {
		t.Errorf("the screen says it again: %q", s)
	}
}

func TestMuted(t *testing.T) {
	d := &fakeDevice{ready: true}
	opened := 0
	p, err := openWith(func() (device, error) { opened++; return d, nil }, true)
	if err != nil {
		t.Fatal(err)
	}
	p.Play(Exit, 1, 0)
	if opened != 0 || !p.Muted() {
		t.Errorf("muted from the start, it opened the device %d times", opened)
	}
	p.SetMuted(false)
	p.Play(Exit, 1, 0)
	if opened != 1 || !d.loud(t) {
		t.Errorf("no longer muted, it opened the device %d times and is not heard", opened)
	}
	p.SetMuted(true)
	p.Play(Exit, 1, 0)
	if d.loud(t) {
		t.Error("muted in the middle of a sound, it goes on")
	}
	p.SetMuted(false)
	p.Play(Exit, 1, 0)
	if opened != 1 || !d.loud(t) {
		t.Error("it does not come back")
	}
}

func TestManyGoroutinesPlayWhileTheDeviceReads(t *testing.T) {
	d := &fakeDevice{ready: true}
	p := openFake(t, d, false)
	p.Play(Footstep, 1, 0)
	var players sync.WaitGroup
	for i := range 4 {
		players.Go(func() {
			for n := range 200 {
				p.Play(Kind((i+n)%kindCount), 0.5, 0)
				p.SetMuted(n%50 == 0)
				_ = p.Problem()
			}
		})
	}
	for range 20 {
		d.loud(t)
	}
	players.Wait()
}

func TestAKindThatIsNoneIsTheCallersMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown kind is accepted")
		}
	}()
	openFake(t, &fakeDevice{}, true).Play(Kind(kindCount), 1, 0)
}

// What goes to the screen is a sentence in each language, not the name of one.
func TestProblemsAreSentences(t *testing.T) {
	defer i18n.SetLanguage(i18n.Language())
	for _, lang := range i18n.Languages() {
		i18n.SetLanguage(lang.Code)
		for _, key := range []string{noDevice, deviceGone} {
			if text := i18n.T(key); text == key || text == "" {
				t.Errorf("%s: %s is %q", lang.Code, key, text)
			}
		}
	}
}
