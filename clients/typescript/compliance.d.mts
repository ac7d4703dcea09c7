export type Decision = "allow" | "review" | "block";
export type Action = "none" | "hold" | "deny" | "reject" | "freeze";
export type Channel = "signup" | "login" | "payment" | "api_request" | "org_verification";
export type Outcome = "allow" | "challenge" | "review" | "restrict" | "block";
export type DecisionAction = "signup" | "login" | "payment" | "api_request" | "key_create" | "model_access";

export declare const decisions: readonly Decision[];
export declare const actions: readonly Action[];
export declare const channels: readonly Channel[];
export declare const outcomes: readonly Outcome[];
export declare const decisionActions: readonly DecisionAction[];

export interface Subject {
  id?: string;
  type?: "individual" | "organization" | "vessel" | "aircraft" | "unknown";
  name?: string;
  aliases?: string[];
  /** yyyy-MM-dd, yyyy-MM or yyyy */
  birthDate?: string;
  gender?: "female" | "male" | "unknown";
  nationalities?: string[];
  residenceCountry?: string;
  country?: string;
  addresses?: string[];
  [field: string]: unknown;
}

export interface ScreeningRequest { channel?: Channel; subject: Subject; signals?: Record<string, unknown>; monitor?: boolean; [field: string]: unknown }
export interface Reason { code: string; text: string; authority: string | null }
export interface ScreeningAnswer {
  screeningId: string;
  subjectId: string | null;
  summary: string;
  decision: Decision;
  action: Action;
  gates: { gate: string; outcome: Decision; reasons: Reason[] }[];
  hits: { listEntry: string; primaryName: string; matchedName: string; score: number; [field: string]: unknown }[];
  missing: string[];
  [field: string]: unknown;
}
export interface DecisionRequest { action: DecisionAction; account?: string; key?: string; endUser?: string; screening?: ScreeningRequest; facts?: Record<string, unknown> }
export interface DecisionAnswer { decision: Outcome; reasons: unknown[]; customer: string | null; standing: Standing; [field: string]: unknown }
export interface Standing { rung: number; frozen: boolean; measures: string[]; version: number; known: boolean; [field: string]: unknown }

export declare class ComplianceError extends Error {
  /** 0 where the service could not be reached. */
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: { path: string; value: string | null; message: string }[];
}

export declare class ComplianceClient {
  constructor(base: string, options?: { key?: string; timeoutMs?: number; attempts?: number });
  screen(request: ScreeningRequest, idempotencyKey?: string): Promise<ScreeningAnswer>;
  screening(id: string): Promise<ScreeningAnswer>;
  decide(request: DecisionRequest): Promise<DecisionAnswer>;
  standing(asked: { key?: string; endUser?: string; account?: string }): Promise<Standing>;
  sendEvents(events: object[]): Promise<{ accepted: number; duplicates: number; refused: unknown[] }>;
  lists(): Promise<{ lists: unknown[]; [field: string]: unknown }>;
}
