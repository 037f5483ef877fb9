package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {

    private static final String CANARY = "canary-77ac1";

    @TempDir
    Path folder;

    @BeforeEach
    void makePackages() throws IOException {
        write("shapes/shapes/__init__.py", "from .area import square\nNAME = __name__\n");
        write(
                "shapes/shapes/area.py",
                "def square(side):\n    return side * side\n\ndef fail():\n    raise ValueError('no')\n");
        write("shapes/shapes/data/units.txt", "미터\n");
        write("shapes/json.py", "raise SystemError('shadowed')\n");
        write("single/tiny.py", "\ufeffSEVEN = 7\n");
        write("spaced/outer/inner/__init__.py", "DEPTH = 2\n");
        write("secret.py", "VALUE = '" + CANARY + "'\n");
    }

    @Test
    void workersImportWhatWasAdded() {
        try (Sandbox sandbox = new WorkerSandbox(Packages.in(folder))) {
            importsAll(sandbox);
        }
    }

    @Test
    void soDoesTheSandboxInThisProcess() {
        try (Sandbox sandbox = new TrustedInProcessSandbox(Packages.in(folder))) {
            importsAll(sandbox);
        }
    }

    private static void importsAll(Sandbox sandbox) {
        try (Interpreter python = sandbox.open(Limits.DEFAULT)) {
            assertThat(value(python, "import shapes\nshapes.square(7), shapes.NAME"))
                    .isEqualTo("(49, 'shapes')");
            assertThat(value(python, "from tiny import SEVEN\nSEVEN")).isEqualTo("7");
            assertThat(value(python, "import outer.inner\nouter.inner.DEPTH")).isEqualTo("2");
            assertThat(value(python, "import json\njson.dumps([1])")).isEqualTo("'[1]'");
            assertThat(value(python, "import pkgutil\npkgutil.get_data('shapes', 'data/units.txt').decode()"))
                    .isEqualTo("'미터\\n'");
            assertThat(value(python, """
                from importlib import resources
                resources.files('shapes').joinpath('data/units.txt').read_text('utf-8')\
                """)).isEqualTo("'미터\\n'");
            assertThat(value(python, "import inspect\ninspect.getsource(shapes.square)"))
                    .contains("return side * side");
            assertThat(run(python, "import shapes.area\nshapes.area.fail()"))
                    .isInstanceOfSatisfying(
                            Execution.Raised.class,
                            raised -> assertThat(raised.error().traceback())
                                    .contains(
                                            "File \"/packages/shapes/area.py\", line 5, in fail",
                                            "raise ValueError('no')"));
            assertThat(run(python, "import numpy"))
                    .isInstanceOfSatisfying(
                            Execution.Raised.class,
                            raised -> assertThat(raised.error().message())
                                    .contains("collections, ...) and json, shapes, tiny, outer; nothing"));
        }
    }

    @Test
    void nothingElseOfTheHostCanBeHad() throws IOException {
        Path outside = Files.writeString(folder.resolve("secret.txt"), CANARY);
        Files.createSymbolicLink(folder.resolve("shapes/link.py"), folder.resolve("secret.py"));
        Files.createSymbolicLink(folder.resolve("shapes/out"), folder);
        try (Sandbox sandbox = new WorkerSandbox(Packages.in(folder));
                Interpreter python = sandbox.open(Limits.DEFAULT)) {
            run(python, "import shapes, sys\nloader = shapes.__loader__\nASK = loader.get_data.__closure__");
            for (String read : List.of(
                    "loader.get_data('/packages/../secret.txt')",
                    "loader.get_data('/packages/shapes/../../secret.txt')",
                    "loader.get_data('" + outside + "')",
                    "loader.get_data('/packages//" + outside + "')",
                    "loader.get_data('/packages/out/secret.txt')",
                    "loader.get_source('...secret')",
                    "loader.get_source('..secret')",
                    "loader.get_resource_reader('shapes').open_resource('../../secret.txt').read()",
                    "list(loader.get_resource_reader('..').contents())",
                    "[cell.cell_contents('data ../secret.txt') for cell in ASK if callable(cell.cell_contents)]",
                    "import link\nlink.VALUE",
                    "import secret\nsecret.VALUE",
                    "open('/packages/shapes/area.py').read()")) {
                assertThat(run(python, read).toString())
                        .as(read)
                        .doesNotContain(CANARY)
                        .doesNotContain("secret.py");
            }
        }
    }

    @Test
    void theGuestCannotWriteToThem() throws IOException {
        try (Sandbox sandbox = new WorkerSandbox(Packages.in(folder));
                Interpreter python = sandbox.open(Limits.DEFAULT);
                Interpreter other = sandbox.open(Limits.DEFAULT)) {
            run(python, "import shapes\nshapes.square = None\nshapes.__loader__.set_data('/packages/x', b'')");
            run(python, "open('/packages/shapes/area.py', 'w').write('')");
            assertThat(value(other, "import shapes\nshapes.square(2)")).isEqualTo("4");
        }
        assertThat(folder.resolve("shapes/shapes/area.py")).content().startsWith("def square");
    }

    @Test
    void aFolderThatIsNotThereIsSaidAtOnce() {
        Packages missing = new Packages(List.of(folder.resolve("missing")));
        assertThatThrownBy(() -> new WorkerSandbox(missing))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("missing");
        assertThat(Packages.in(folder.resolve("missing"))).isEqualTo(Packages.NONE);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }
}
