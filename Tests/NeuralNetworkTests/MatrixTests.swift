import NeuralNetwork
import Testing

struct MatrixTests {
    let matrix: Matrix

    init() throws {
        matrix = try Matrix([[1, 2, 3], [4, 5, 6]])
    }

    @Test func `keeps its rows one after the other`() {
        #expect(matrix.rows == 2)
        #expect(matrix.columns == 3)
        #expect(matrix.elements == [1, 2, 3, 4, 5, 6])
        #expect(matrix == Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6]))
        #expect(matrix[1, 0] == 4)
        #expect(Array(matrix.row(1)) == [4, 5, 6])
        #expect(matrix.column(2) == [3, 6])
    }

    @Test func `changes one number`() throws {
        var changed = matrix
        changed[0, 2] = 9
        #expect(changed == (try Matrix([[1, 2, 9], [4, 5, 6]])))
        #expect(matrix[0, 2] == 3)
    }

    @Test func `says which row is ragged`() {
        #expect(throws: ShapeError(.row(2), expected: 2, found: 1)) { try Matrix([[1, 2], [3, 4], [5]]) }
        #expect(
            ShapeError(.row(2), expected: 2, found: 1).description == "expected 2 numbers in row 2, found 1")
    }

    @Test(arguments: [
        (0, [[7.0, 8, 9], [1, 2, 3], [4, 5, 6]]), (1, [[1, 2, 3], [7, 8, 9], [4, 5, 6]]),
        (2, [[1, 2, 3], [4, 5, 6], [7, 8, 9]]),
    ])
    func `takes a row in and out`(at index: Int, expected: [[Double]]) throws {
        var changed = matrix
        changed.insertRow([7, 8, 9], at: index)
        #expect(changed == (try Matrix(expected)))
        #expect(changed.removeRow(at: index) == [7, 8, 9])
        #expect(changed == matrix)
    }

    @Test(arguments: [
        (0, [[7.0, 1, 2, 3], [8, 4, 5, 6]]), (2, [[1, 2, 7, 3], [4, 5, 8, 6]]),
        (3, [[1, 2, 3, 7], [4, 5, 6, 8]]),
    ])
    func `takes a column in and out`(at index: Int, expected: [[Double]]) throws {
        var changed = matrix
        changed.insertColumn([7, 8], at: index)
        #expect(changed == (try Matrix(expected)))
        #expect(changed.removeColumn(at: index) == [7, 8])
        #expect(changed == matrix)
    }
}
