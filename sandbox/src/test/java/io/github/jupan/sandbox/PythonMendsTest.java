package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution.PythonError;
import io.github.jupan.sandbox.Execution.Raised;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What has no output of CPython's to be compared with; [ProgramsTest] has the rest.
class PythonMendsTest {

    private static Interpreter python;

    @BeforeAll
    static void open() {
        python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)));
    }

    @AfterAll
    static void close() {
        python.close();
    }

    @Test
    void awaitWorksAtTheTopAndSetsVariables() {
        assertThat(value(python, """
            import asyncio
            async def double(n):
                await asyncio.sleep(0.001)
                return 2 * n
            first = await double(1)
            total = 0
            async def numbers():
                for i in range(3):
                    yield i
            async for i in numbers():
                total += await double(i)
            rest = await asyncio.gather(double(5), double(6))
            first, total, rest\
            """)).isEqualTo("(2, 6, [10, 12])");
        assertThat(value(python, "first, total, rest, i")).isEqualTo("(2, 6, [10, 12], 2)");
        assertThat(value(python, "await double(21)")).isEqualTo("42");
        assertThat(value(python, "asyncio.run(double(4))")).isEqualTo("8");
        assertThat(error("await double(1 / 0)").type()).isEqualTo("ZeroDivisionError");
        assertThat(error("def f():\n    await double(1)").type()).isEqualTo("SyntaxError");
    }

    @Test
    void aLoopThatWasStoppedCanRunAgain() {
        try (Interpreter stopped = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofSeconds(5)))) {
            assertThat(run(stopped, "import asyncio\nawait asyncio.sleep(3600)"))
                    .isInstanceOf(Execution.LimitHit.class);
            assertThat(value(stopped, "import asyncio\nawait asyncio.sleep(0, 'again')"))
                    .isEqualTo("'again'");
            assertThat(value(stopped, "asyncio.run(asyncio.sleep(0, 'and again'))"))
                    .isEqualTo("'and again'");
        }
    }

    @Test
    void tasksThatWaitForEachOtherSaySo() {
        assertThat(error("import asyncio\nasyncio.run(asyncio.Event().wait())").message())
                .isEqualTo("every task waits for something that never comes");
    }

    @Test
    void anImportThatNothingUsesIsTolerated() {
        assertThat(value(python, "import numpy as np\nimport pandas\nfrom scipy.stats import norm\nx = 6\nx * 7"))
                .isEqualTo("42");
        PythonError error = error("import numpy as np\nprint('before')\nnp.array([1])");
        assertThat(error.message()).startsWith("No module named 'numpy'; available: the standard library");
        assertThat(error.traceback())
                .contains("File \"<run", "line 3, in <module>")
                .doesNotContain("<prelude>");
        assertThat(error("from scipy.stats import norm\ndef f():\n    return norm(1)\nf()")
                        .message())
                .startsWith("No module named 'scipy'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import numpy",
                "import numpy as np\nimport pandas as pd",
                "def f():\n    import numpy\nf()",
                "import sys\nif sys:\n    import numpy\n1",
                "from numpy import *\n1"
            })
    void elsewhereItFailsAtOnce(String code) {
        assertThat(error(code).type()).isEqualTo("ModuleNotFoundError");
    }

    @Test
    void whatLooksForItFindsNothing() {
        assertThat(value(python, """
            import importlib.util, sys
            try:
                import numpy as np
            except ImportError as e:
                np = e.name
            np, importlib.util.find_spec('pandas'), 'numpy' in sys.modules\
            """)).isEqualTo("('numpy', None," + " False)");
    }

    @Test
    void aProgramCanCatchWhatTheInterpreterFailsIn() {
        assertThat(value(
                        python,
                        "try:\n    [].__sizeof__()\nexcept SystemError as e:\n    caught = 'java' in str(e)\ncaught"))
                .isEqualTo("False");
        PythonError error = error("def f():\n    return [].__sizeof__()\nf()");
        assertThat(error)
                .isEqualTo(new PythonError(
                        "SystemError", "the interpreter cannot run this; write it in another way", error.traceback()));
        assertThat(error.traceback()).contains("in f").endsWith("SystemError: " + error.message());
        String chained = error("try:\n    [].__sizeof__()\nexcept SystemError as e:\n    raise ValueError(1) from e")
                .traceback();
        assertThat(chained).contains("SystemError: " + error.message()).endsWith("ValueError: 1");
        assertThat(error("raise SystemError('mine: an Exception')").message()).isEqualTo("mine: an Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import threading\nthreading.Thread(target=print).start()",
                "import hashlib\nhashlib.scrypt(b'', salt=b'', n=2, r=1, p=1)",
                "import socket\nsocket.socket()",
                "import subprocess\nsubprocess.run(['ls'])",
                "import sqlite3"
            })
    void noErrorNamesJava(String code) {
        assertThat(error(code).toString()).doesNotContain("java", "Java", "graal", "truffle", "Truffle", "Exception:");
    }

    /// The functions that lead to the host lie in closures.
    @Test
    void doorsThatAreCalledWronglySayNothingOfTheHost() {
        assertThat(value(python, """
            import sys
            def all_of(function, found):
                for cell in getattr(function, '__closure__', None) or ():
                    try:
                        each = cell.cell_contents
                    except ValueError:
                        continue
                    if not any(each is other for other in found):
                        found.append(each)
                        all_of(each, found)
                return found
            roots = [letters, type(sys.stdout.buffer.raw).write if hasattr(sys.stdout.buffer, 'raw') else letters]
            roots += [vars(type(finder)).get(name) for finder in sys.meta_path for name in ('find_spec', 'names')]
            said = []
            for root in roots:
                for each in all_of(root, []):
                    if 'foreign' in str(type(each)).lower() or 'polyglot' in str(type(each)).lower():
                        for arguments in ((), (1,), (None, None), ([], {}, 3), ('zone', 1), ('source ../x',)):
                            try:
                                said.append(str(each(*arguments)))
                            except BaseException as e:
                                said.append(str(e))
            len(said) > 5, any('java' in s.lower() or 'truffle' in s.lower() for s in said)\
            """)).isEqualTo("(True," + " False)");
    }

    @Test
    void nothingIsInTheEnvironment() {
        assertThat(value(python, "import os\ndict(os.environ)")).isEqualTo("{}");
    }

    /// The JDK's own rules are the oracle.
    @Test
    void offsetsOfTimeZonesAreTheJdks() {
        List<String> zones = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> !zone.startsWith("SystemV/"))
                .sorted()
                .toList();
        List<Long> moments =
                LongStream.rangeClosed(-10, 30).mapToObj(i -> i * 131_071_317L).toList();
        TreeMap<String, String> expected = new TreeMap<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < zones.size(); i += 5) {
            String zone = zones.get(i);
            names.append('\'').append(zone).append("',");
            expected.put(
                    zone,
                    moments.stream()
                            .map(t -> ZoneId.of(zone)
                                    .getRules()
                                    .getOffset(Instant.ofEpochSecond(t))
                                    .getTotalSeconds())
                            .toList()
                            .toString());
        }
        StringBuilder python = new StringBuilder();
        expected.forEach((zone, offsets) ->
                python.append(zone).append(' ').append(offsets).append('\n'));
        Execution execution = run(PythonMendsTest.python, """
            from zoneinfo import ZoneInfo
            from datetime import datetime, timedelta, timezone
            start = datetime(1970, 1, 1, tzinfo=timezone.utc)
            for name in sorted([%s]):
                zone = ZoneInfo(name)
                print(name, [round((start + timedelta(seconds=t)).astimezone(zone).utcoffset().total_seconds()) for t in %s])
            """.formatted(names, moments));
        assertThat(execution.output().stdout()).isEqualTo(python.toString());
    }

    private static PythonError error(String code) {
        if (run(python, code) instanceof Raised raised) {
            return raised.error();
        }
        throw new AssertionError("it does not fail: " + code);
    }
}
