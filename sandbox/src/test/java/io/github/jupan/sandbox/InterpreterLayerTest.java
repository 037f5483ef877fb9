package io.github.jupan.sandbox;

import org.junit.jupiter.api.parallel.Isolated;
/// What GraalPy holds by itself: there is no other process around this interpreter, and no layer of the operating
/// system's.

@Isolated("looks at all processes")
class InterpreterLayerTest extends IsolationTests {

    InterpreterLayerTest() {
        super(Sandboxes.IN_PROCESS);
    }
}
