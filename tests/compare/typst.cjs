// Compiles one Typst file to PDF: typst.cjs FOLDER SOURCE PDF. The compiler is FOLDER/node_modules/@myriaddreamin/typst-ts-node-compiler; faces: PT of fonts-paratype.
const { createRequire } = require("module");
const fs = require("fs"), path = require("path");
const [folder, source, pdf] = process.argv.slice(2);
const { NodeCompiler } = createRequire(path.join(folder, "x.js"))("@myriaddreamin/typst-ts-node-compiler");
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: ["/usr/share/fonts/truetype/paratype"] }] });
fs.writeFileSync(pdf, compiler.pdf({ mainFilePath: source }));
