//go:build linux

package server_test

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/net/server"
)

// serverFigures are what an attack costs a server. Times are in microseconds.
type serverFigures struct {
	Ticks            int
	Loop, LoopP99    float64 // CPU time of the loop for a tick: mean, 99th percentile
	Process          float64 // CPU time of the whole process for a tick
	Late             uint64  // ticks that took longer than there is time for
	Dropped          float64 // time that the game fell behind
	Players, Watches int
	Connections      int
}

// runServer runs a server; the words may contain its password. On "begin" it resets
// its counts, and on "end" it reports them.
func runServer(words []string, asked <-chan string) error {
	setNice(-10)
	m, err := maze.Generate(1, 31, 31, 20)
	if err != nil {
		return err
	}
	var meter loopMeter
	cfg := server.Config{
		Addr:    serverAddr,
		Level:   &maze.Level{Name: "Attacked", Maze: m},
		OnEntry: func(*game.Entry, *game.State) { meter.tick() },
	}
	if len(words) > 0 {
		cfg.Password = words[0]
	}
	h, err := server.Start(context.Background(), cfg)
	if err != nil {
		return err
	}
	defer h.Shutdown("the attack is over")
	printAnswer("ready")
	var was server.Stats
	var used time.Duration
	for line := range asked {
		if line == "begin" {
			was, used = h.Stats(), processTime()
			meter.take()
			printAnswer("begun")
			continue
		}
		spent := meter.take()
		f := serverFigures{Ticks: len(spent)}
		if n := len(spent); n > 0 {
			f.Process = micros(processTime()-used) / float64(n)
			for _, d := range spent {
				f.Loop += micros(d) / float64(n)
			}
			slices.Sort(spent)
			f.LoopP99 = micros(spent[n*99/100])
		}
		is := h.Stats()
		f.Late, f.Dropped = is.LateTicks-was.LateTicks, micros(is.DroppedTime-was.DroppedTime)
		f.Players, f.Watches, f.Connections = is.Players, is.Spectators, is.Connections
		printAnswer(f)
	}
	return nil
}

// loopMeter measures the CPU time that the loop of a host takes from tick to
// tick.
type loopMeter struct {
	bound bool // the loop has a thread of its own, whose clock is read
	last  time.Duration

	mu    sync.Mutex
	spent []time.Duration
}

// tick runs on the loop, once per tick.
func (l *loopMeter) tick() {
	if !l.bound {
		runtime.LockOSThread()
		l.bound, l.last = true, threadTime()
		return
	}
	now := threadTime()
	l.mu.Lock()
	l.spent = append(l.spent, now-l.last)
	l.mu.Unlock()
	l.last = now
}

// take returns the durations of the ticks since the last call.
func (l *loopMeter) take() (spent []time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	spent, l.spent = l.spent, nil
	return spent
}

// threadTime returns the CPU time of this thread.
func threadTime() time.Duration {
	const clockThreadCPU = 3
	var t syscall.Timespec
	if _, _, errno := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clockThreadCPU, uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		panic(errno)
	}
	return time.Duration(t.Nano())
}

// processTime returns the CPU time of this process.
func processTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// setNice changes the priority of this process; a real attacker would use another
// computer's CPU.
func setNice(nice int) { syscall.Setpriority(syscall.PRIO_PROCESS, 0, nice) }

func micros(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
