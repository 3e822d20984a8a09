/** A module of kernels: AssemblyScript in `assembly` of a package, and the file of the package that holds its WebAssembly. */
export interface KernelModule {
  /** Folder of the package, from the repository. */
  readonly package: string;
  /** Name of the source, and of the constant that holds the base64. */
  readonly source: string;
  /** The file that holds it, from the package. */
  readonly target: string;
  readonly about: string;
}

/** All modules there are. */
export const KERNEL_MODULES: readonly KernelModule[] = [
  {
    package: 'packages/pcap-reader',
    source: 'reader',
    target: 'src/kernel/reader-wasm.ts',
    about: 'What reads the records and decodes the packets that most captures are made of',
  },
  {
    package: 'packages/featurizer',
    source: 'device',
    target: 'src/sets/device/device-wasm.ts',
    about: 'What counts the packets of devices',
  },
  {
    package: 'packages/featurizer',
    source: 'networkml-host',
    target: 'src/sets/networkml-host/networkml-host-wasm.ts',
    about: "What sums up packets for NetworkML's features",
  },
  {
    package: 'packages/model',
    source: 'dense',
    target: 'src/dense/dense-wasm.ts',
    about: 'What prediction computes with',
  },
  {
    package: 'packages/model',
    source: 'training',
    target: 'src/engine/simd/training-wasm.ts',
    about: 'What the engine simd computes with',
  },
  {
    package: 'packages/featurizer',
    source: 'subjects',
    target: 'src/subjects/subjects-wasm.ts',
    about: 'What tells stations apart and counts the packets of subjects',
  },
];
