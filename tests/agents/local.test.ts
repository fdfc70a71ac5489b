import { localModel } from "../../src/agents/local.ts";
import { modelContract } from "../contracts/model.ts";

modelContract("local", () => localModel);
