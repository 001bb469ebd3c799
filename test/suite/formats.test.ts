import { testPart } from "./suite.js";

const formats = { under: "optional/format", assertFormats: true };

testPart("draft2020-12/formats", { ...formats, draft: "draft2020-12", tests: 764 }, 200);
testPart("draft7/formats", { ...formats, draft: "draft7", tests: 676 }, 200);
