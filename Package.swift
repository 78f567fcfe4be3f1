// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house, in the order a lesson travels; README.md draws the picture.
// `ArchitectureTests` holds the `import` lines under Sources/ to the same table.
let package = Package(
    name: "neurotour",
    products: [
        .executable(name: "neurotour", targets: ["neurotour"]),
        .library(name: "NeuralNetwork", targets: ["NeuralNetwork"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CCmark"),
        .target(name: "CProgramGuard"),
        .target(name: "CTerminalGuard", dependencies: ["CProgramGuard"]),
        .target(name: "CWideProducts"),

        .target(name: "NeuralNetwork", dependencies: ["CWideProducts"]),
        .target(name: "Experiment", dependencies: ["NeuralNetwork"]),
        .target(name: "Course", dependencies: ["CCmark", .product(name: "Yams", package: "Yams")]),
        .target(name: "TerminalUI"),
        .target(name: "NcursesTerminal", dependencies: ["CNcurses", "TerminalUI"]),
        .target(name: "Diagrams", dependencies: ["NeuralNetwork", "Experiment", "TerminalUI"]),
        .target(
            name: "CodeRunner",
            dependencies: ["CProgramGuard", .product(name: "Subprocess", package: "swift-subprocess")]),
        .target(
            name: "Tutorial",
            dependencies: [
                "Course", "Experiment", "Diagrams", "TerminalUI", "NeuralNetwork", "CodeRunner",
            ]),
        .executableTarget(
            name: "neurotour",
            dependencies: [
                "Tutorial", "NcursesTerminal", "CTerminalGuard", "CodeRunner",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Run by Scripts/bench; linked with all that neurotour is linked with.
        .executableTarget(
            name: "Benchmark",
            dependencies: [
                "Tutorial", "NcursesTerminal", "CNcurses", "CTerminalGuard", "Diagrams", "Experiment",
                "NeuralNetwork", "TerminalUI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/InProcess"),

        .target(name: "Samples", dependencies: ["Experiment", "NeuralNetwork"], path: "Tests/Samples"),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "NeuralNetworkTests", dependencies: ["NeuralNetwork", "CWideProducts", "Samples"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "ExperimentTests", dependencies: ["Experiment", "NeuralNetwork", "Samples"],
            exclude: ["Fixtures"]),
        .testTarget(name: "CourseTests", dependencies: ["Course"]),
        .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "Samples"]),
        .testTarget(
            name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "TerminalUI", "CNcurses"]),
        .testTarget(
            name: "DiagramsTests",
            dependencies: ["Diagrams", "Experiment", "NeuralNetwork", "TerminalUI", "Samples"],
            exclude: ["Golden"]),
        .testTarget(name: "CodeRunnerTests", dependencies: ["CodeRunner", "CProgramGuard"]),
        .testTarget(
            name: "TutorialTests",
            dependencies: [
                "Tutorial", "Course", "Experiment", "Diagrams", "TerminalUI", "NeuralNetwork", "CodeRunner",
                "Samples",
            ],
            exclude: ["Golden", "Recordings"]),
        .testTarget(
            name: "LessonTests",
            dependencies: ["Tutorial", "Course", "Experiment", "NeuralNetwork", "CodeRunner", "TerminalUI"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "EndToEndTests",
            exclude: ["answering_terminal.py", "kill_at_random.py", "random_sessions.py"]),
    ],
    swiftLanguageModes: [.v6]
)
