package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"clew/cmd/internal/recorder"
	"clew/net/server"
)

// newRecorder begins a recording of the game that cfg describes: with each level
// begins another file. Without a path there is none, and the recorder is nil.
func newRecorder(path string, cfg *server.Config) (*recorder.Recorder, error) {
	if path == "" {
		return nil, nil
	}
	log, levels, begun := cfg.Logger, 0, false
	r, err := recorder.Start(cfg, recorder.Options{
		Open: func() (*os.File, error) {
			levels++
			if path == stdioName {
				return openStdout(levels)
			}
			return os.Create(numberedPath(path, levels))
		},
		OnError: func(file string, err error) {
			if begun {
				log.Error("this level is recorded no further; the game goes on", "file", file, "error", err.Error())
			}
		},
	})
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("-record cannot write its file: %w", err)
	}
	begun = true
	return r, nil
}

// openStdout is where the recording of a level goes for which there is no file.
func openStdout(level int) (*os.File, error) {
	if level > 1 {
		return nil, errors.New("standard output has the recording of the first level; give -record a FILE to have one of each")
	}
	return os.Stdout, nil
}

// numberedPath is the path of the n-th file: game.clewrec, game-2.clewrec, …
func numberedPath(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), n, ext)
}
