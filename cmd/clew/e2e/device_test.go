//go:build linux

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// plugged makes a program that is about to start see a gamepad in /dev/input,
// and nothing else there. It is false where the system does not allow that, and
// the test has said why.
//
// A program of one's own can't make a device of the kernel's here: that takes
// /dev/uinput. So the folder /dev/input is one that this process makes up, as a
// file system in user space, and only the program sees it, in a mount namespace
// of its own. From the ioctls with which a gamepad tells its buttons and axes,
// through Ebitengine's way of reading them and its data base of controllers, up
// to the picture, all is real. Not shown is what lies below: a plug, a cable, a
// driver, and that a gamepad comes or goes while the game runs.
func plugged(t *testing.T, cmd *exec.Cmd) (*xpad, bool) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Log("left out: only root may mount a folder over /dev/input; run the tests as root")
		return nil, false
	}
	fd, err := syscall.Open("/dev/fuse", syscall.O_RDWR|syscall.O_CLOEXEC, 0)
	if err != nil {
		t.Logf("left out: this system has no file systems in user space: /dev/fuse: %v", err)
		return nil, false
	}
	dev := os.NewFile(uintptr(fd), "/dev/fuse") // which nobody can wait for before it is mounted
	t.Cleanup(func() { dev.Close() })
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	mounted, mounting, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mounted.Close(); mounting.Close() })
	cmd.Args = append([]string{self, cmd.Path}, cmd.Args[1:]...)
	cmd.Path = self
	cmd.ExtraFiles = []*os.File{dev, mounting}
	cmd.Env = append(cmd.Env, plugEnv+"=1")
	p := newXpad()
	f := &folder{name: "event0", file: p}
	go func() {
		if n, _ := mounted.Read(make([]byte, 1)); n == 1 { // before, the kernel asks nothing
			f.serve(dev)
		}
	}()
	return p, true
}

// plugEnv tells this program that it is to become another one, see plug.
const plugEnv = "CLEW_E2E_PLUG"

// plug mounts the folder over /dev/input for this process alone, and becomes
// the program that its arguments name.
func plug() error {
	runtime.LockOSThread() // a namespace is a thread's
	if err := syscall.Unshare(syscall.CLONE_NEWNS); err != nil {
		return fmt.Errorf("a mount namespace: %w", err)
	}
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("mounts of one's own: %w", err)
	}
	if _, err := os.Stat("/dev/input"); err != nil {
		if err := remakeDev(); err != nil {
			return err
		}
	}
	const fuse, mounting = 3, 4 // as the files that were handed over are called here
	options := fmt.Sprintf("fd=%d,rootmode=40000,user_id=0,group_id=0", fuse)
	if err := syscall.Mount("gamepad", "/dev/input", "fuse", syscall.MS_NOSUID|syscall.MS_NODEV, options); err != nil {
		return fmt.Errorf("a folder over /dev/input: %w", err)
	}
	if _, err := syscall.Write(mounting, []byte{1}); err != nil {
		return err
	}
	syscall.CloseOnExec(fuse)
	syscall.CloseOnExec(mounting)
	if err := os.Unsetenv(plugEnv); err != nil {
		return err
	}
	return syscall.Exec(os.Args[1], os.Args[1:], os.Environ())
}

// remakeDev puts a folder over /dev that has all that /dev had, and input.
func remakeDev() error {
	old, err := os.Open("/dev")
	if err != nil {
		return err
	}
	defer old.Close()
	entries, err := os.ReadDir("/dev")
	if err != nil {
		return err
	}
	links := map[string]string{}
	for _, e := range entries {
		if e.Type()&os.ModeSymlink != 0 {
			links[e.Name()], _ = os.Readlink(filepath.Join("/dev", e.Name()))
		}
	}
	if err := syscall.Mount("dev", "/dev", "tmpfs", syscall.MS_NOSUID, "mode=755"); err != nil {
		return fmt.Errorf("another /dev: %w", err)
	}
	for _, e := range entries {
		to := filepath.Join("/dev", e.Name())
		if target, ok := links[e.Name()]; ok {
			err = os.Symlink(target, to)
		} else if err = place(to, e.IsDir()); err == nil {
			from := filepath.Join("/proc/self/fd", strconv.Itoa(int(old.Fd())), e.Name())
			err = syscall.Mount(from, to, "", syscall.MS_BIND|syscall.MS_REC, "")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", to, err)
		}
	}
	return os.Mkdir("/dev/input", 0o755)
}

// place makes an empty folder or file.
func place(path string, folder bool) error {
	if folder {
		return os.Mkdir(path, 0o755)
	}
	return os.WriteFile(path, nil, 0o600)
}
