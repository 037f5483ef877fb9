package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MendedGraalPyTest {

    /// Of the version that is on the class path.
    @ParameterizedTest
    @MethodSource("io.github.jupan.sandbox.internal.MendedGraalPy#classes")
    void everyPlaceIsFound(String name) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
            assertThat(in).isNotNull();
            assertThat(MendedGraalPy.mended(name, in.readAllBytes())).isNotEmpty();
        }
    }

    @Test
    void theSameClassesGiveTheSameJar() throws IOException {
        Path jar = MendedGraalPy.jar(getClass().getClassLoader()).orElseThrow();
        assertThat(MendedGraalPy.jar(getClass().getClassLoader())).contains(jar);
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(Object::toString))
                    .containsExactlyInAnyOrderElementsOf(MendedGraalPy.classes());
        }
    }

    @Test
    void aClassThatIsNotThereIsLeftOut() throws IOException {
        assertThat(MendedGraalPy.jar(new ClassLoader(null) {})).isEmpty();
    }
}
