package dial

// Explain is explain, for errors that no test can bring about by itself.
var Explain = explain
