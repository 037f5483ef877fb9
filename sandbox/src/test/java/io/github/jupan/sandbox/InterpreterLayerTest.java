package io.github.jupan.sandbox;

/// What GraalPy holds by itself: there is no other process around this interpreter, and no layer of the operating
/// system's.
class InterpreterLayerTest extends IsolationTests {

    InterpreterLayerTest() {
        super(Sandboxes.IN_PROCESS);
    }
}
