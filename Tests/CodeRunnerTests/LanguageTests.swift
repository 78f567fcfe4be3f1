import Testing

@testable import CodeRunner

struct LanguageTests {
    @Test(arguments: [
        ("neuron.js", "JavaScript"), ("lesson/neuron.swift", "Swift"), ("neuron.py", "Python"),
        ("neuron.rb", nil),
        ("neuronjs", nil),
    ])
    func theNameOfAFileTellsItsLanguage(file: String, name: String?) {
        #expect(Language.of(file: file)?.name == name)
    }

    @Test func aProgramIsFoundInTheFirstFolderThatHasIt() {
        #expect(SearchPath.find("sh", path: "/no/such:/bin:/usr/bin") == "/bin/sh")
    }

    @Test(arguments: [
        ("sh", "bin:.:"),  // no full path
        ("bin", "/usr"),  // a folder
        ("passwd", "/etc"),  // not executable
    ])
    func whatIsNoProgramIsNotFound(name: String, path: String) {
        #expect(SearchPath.find(name, path: path) == nil)
    }

    @Test(arguments: [
        (RunOutcome.timeLimit(.seconds(15)), "was still running after 15 seconds"),
        (.timeLimit(.milliseconds(500)), "was still running after 0.5 seconds"),
        (.processorTimeLimit(seconds: 1), "was still computing after 1 second of processor time"),
        (.ended(signal: 11), "was ended by signal 11 (Segmentation fault)"),
        (.failed(exitCode: 3), "exited with code 3"),
    ])
    func anOutcomeSaysItInWords(outcome: RunOutcome, words: String) {
        #expect("\(outcome)" == words)
    }
}
