package dial

// Explain exports explain for errors that no test can cause.
var Explain = explain
