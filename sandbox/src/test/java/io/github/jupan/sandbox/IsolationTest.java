package io.github.jupan.sandbox;

class IsolationTest extends IsolationTests {

    IsolationTest() {
        super(Sandboxes.WORKERS);
    }
}
