package tutor

import (
	"fmt"

	"clew/net/rig/lesson"
)

// words are what the tutor says itself, in one language.
type words struct {
	Lesson, Task              string // with numbers
	Sources                   string
	Back, Hint, Solution      string
	Next, Skip, List          string
	HintHead, SolutionHead    string
	Done, Wrong, Right        string
	Keys                      string // how to choose and scroll by keyboard
	Passed, NotYet, NoMore    string
	NextLesson                string // with a title
	Lessons, LessonsNote      string
	BackToMenu, PassedAlready string
	Unkept                    string // with an error
}

// said are the words by language.
var said = map[string]words{
	"en": {
		Lesson: "Lesson %d", Task: "Task %d of %d",
		Sources: "Sources",
		Back:    "Back  F8", Hint: "Hint  F9", Solution: "Solution  F9",
		Next: "Next  F10", Skip: "Skip  F10", List: "Lessons  F10",
		HintHead: "Hint", SolutionHead: "Solution",
		Done: "Done", Wrong: "Not that one. Look again.", Right: "That is right. Now do what the task says, too.",
		Keys:   "F2: choose and scroll with the keyboard",
		Passed: "Passed", NotYet: "Not passed yet: there are tasks that you skipped. F8 leads back to them.", NoMore: "That was the last lesson. The Lab is yours.",
		NextLesson: "F10 leads on to the next one: %s.",
		Lessons:    "Lessons", LessonsNote: "What the network does to a game, and what a game does about it.",
		BackToMenu: "Back to the menu", PassedAlready: "passed",
		Unkept: "This could not be kept: %v",
	},
	"pt": {
		Lesson: "Lição %d", Task: "Tarefa %d de %d",
		Sources: "Fontes",
		Back:    "Atrás  F8", Hint: "Dica  F9", Solution: "Solução  F9",
		Next: "Seguinte  F10", Skip: "Saltar  F10", List: "Lições  F10",
		HintHead: "Dica", SolutionHead: "Solução",
		Done: "Feito", Wrong: "Essa não. Veja outra vez.", Right: "Está certo. Falta fazer o que a tarefa diz.",
		Keys:   "F2: escolher e deslocar com o teclado",
		Passed: "Concluída", NotYet: "Ainda não concluída: há tarefas que saltou. F8 leva de volta a elas.", NoMore: "Foi a última lição. O laboratório é seu.",
		NextLesson: "F10 leva à próxima: %s.",
		Lessons:    "Lições", LessonsNote: "O que a rede faz a um jogo, e o que um jogo faz contra isso.",
		BackToMenu: "Voltar ao menu", PassedAlready: "concluída",
		Unkept: "Isto não pôde ser guardado: %v",
	},
}

// in are the words in a language, or in English.
func in(language string) words {
	if w, ok := said[language]; ok {
		return w
	}
	return said["en"]
}

// titled is a lesson's number and its title.
func titled(l *lesson.Lesson, language string) string {
	if l.Number == 0 {
		return l.Title.In(language)
	}
	return fmt.Sprintf("%d  %s", l.Number, l.Title.In(language))
}
